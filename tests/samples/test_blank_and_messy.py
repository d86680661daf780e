"""The startup with nothing said yet, and the file that raises every question of an import."""

from __future__ import annotations

from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve
from cxmap.session.desk import Desk
from cxmap.session.entry.persons import find_person
from cxmap.session.intents.settings import change_settings
from cxmap.session.planning.advice import next_view


def test_nobody_has_been_judged_met_or_asked(open_sample):
    org = open_sample("blank-startup")
    for table in ("observations", "engagements", "asks", "promises", "evidence", "ties"):
        assert not org.table(table)
    assert org.initiative.me is None
    assert all(who.roles_confidence is not None for who in org.people.values())


def test_there_is_a_plan_as_soon_as_i_have_said_who_i_am(morning_after):
    desk = morning_after("blank-startup")
    me = find_person(desk.org, "Sunniva Dahl")
    set_up = Desk(desk.org.with_edits(change_settings(desk, {"me": me}).edits), desk.today)
    view = next_view(set_up)
    assert view.state == "talk"
    assert view.suggestions
    assert me not in {suggestion.id for suggestion in view.suggestions}


def test_the_messy_file_raises_the_questions_of_an_import(samples):
    result = resolve(read_people([samples / "messy.csv"]), {}, take_proposals=False)
    assert {question.kind: question.blocking for question in result.questions} == {
        "same_id": True,
        "circle": True,
        "top": False,
        "line_to_nobody": False,
        "self_report": False,
        "ambiguous_name": False,
        "vacant": False,
        "likely_double": False,
    }
    assert result.blocked


def test_the_people_files_of_the_samples_can_be_imported_as_they_are(samples):
    for sample, people in (("meridian-financial", 61), ("harbor-telecom", 200)):
        read = read_people([samples / sample / "people.csv"])
        result = resolve(read, {}, take_proposals=False)
        assert (len(result.people), result.lines) == (people, people - 1)
        assert not result.questions
        assert set(read.columns) >= {"id", "name", "title", "email", "manager", "dotted"}
