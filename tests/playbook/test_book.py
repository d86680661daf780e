"""The program's own playbook is whole, and a lead's own file changes what it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxmap.errors import PlaybookError
from cxmap.model.words import AskCategory, Barrier, Role, Stance
from cxmap.playbook.book import Playbook, playbook
from cxmap.playbook.titles import own_reader

BOOK = playbook()
UNKIND = ("enemy", "blocker", "dangerous", "laggard", "stubborn", "difficult person")


def own(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_barrier_of_the_map_has_an_entry_and_no_other():
    assert set(BOOK.barriers) == set(Barrier)


def test_every_stance_has_an_opening():
    assert set(BOOK.stances) == set(Stance)


def test_every_family_can_be_talked_with():
    for family in BOOK.families.values():
        assert family.label, family.id
        assert family.angle, family.id
        assert family.listen, family.id
        assert family.evidence, family.id
        assert family.avoid, family.id
        assert family.asks, family.id
        assert family.worries, family.id


def test_every_family_has_a_small_ask_to_begin_with():
    for family in BOOK.families.values():
        asks = [BOOK.asks[name] for name in family.asks]
        assert any(ask.size == "s" and not ask.after_deed for ask in asks), family.id


def test_every_named_ask_exists_and_every_ask_is_named():
    named = {ask for family in BOOK.families.values() for ask in family.asks}
    named |= {ask for barrier in BOOK.barriers.values() for ask in barrier.asks}
    named |= set(BOOK.middle.asks)
    assert named <= set(BOOK.asks)
    assert {ask.id for ask in BOOK.asks.values() if not ask.anybody} <= named


def test_sides_follow_the_words_of_the_map():
    sides = {family.id: family.side for family in BOOK.families.values()}
    assert sides["ceo"] is Role.PRESIDENT
    assert sides["product"] is Role.OUTCOME_OWNER
    assert BOOK.families["product"].drives
    assert sides["board"] is sides["other"] is sides["gatekeeper"] is Role.OTHER
    assert BOOK.families["gatekeeper"].gatekeeper
    assert {name for name, side in sides.items() if side is Role.ALLY} == {
        "brand",
        "opex",
        "strategy",
        "cx",
    }


def test_every_category_of_ask_is_offered_somewhere():
    assert {ask.category for ask in BOOK.asks.values()} == set(AskCategory)


def test_every_family_of_the_title_rules_is_in_the_playbook():
    rules = own_reader().rules
    named = {rule.family for rule in rules} | {name for rule in rules for name in rule.also}
    assert named - {"-"} <= set(BOOK.families)
    assert all(0 <= rule.confidence <= 1 for rule in rules)


def test_checks_of_phases_stand_on_known_numbers_and_sets():
    sets = {check.set for phase in BOOK.phases.values() for check in phase.check if check.set}
    known = BOOK.phase_sets
    assert sets <= set(known)
    for phase in BOOK.phases.values():
        assert phase.weeks[0] <= phase.weeks[1]
        assert any(check.severity == "must" for check in phase.check), phase.id
        for check in phase.check:
            for bound in (check.min, check.max):
                assert not isinstance(bound, str) or bound in BOOK.defaults, check.id


def test_nothing_in_the_playbook_is_unkind():
    folder = Path(__file__).parents[2] / "cxmap" / "playbook" / "data"
    for file in sorted(folder.glob("*.toml")):
        text = file.read_text(encoding="utf-8").lower()
        assert not [word for word in UNKIND if word in text], file.name


def test_sources_named_by_code_exist():
    codes = {code for barrier in BOOK.barriers.values() for code in barrier.src}
    codes |= {code for phase in BOOK.phases.values() for code in phase.src}
    codes |= set(BOOK.message.src) | set(BOOK.walk_away.src)
    assert codes <= set(BOOK.sources)


def test_the_remaining_entries_are_read():
    assert BOOK.rhythm
    assert BOOK.documents
    assert BOOK.privacy.rules
    assert BOOK.figures
    assert len(BOOK.self_assessment.discipline) == 6
    assert len(BOOK.walk_away.questions) == 6


def test_a_file_of_my_own_changes_the_fields_it_names_and_adds_entries(tmp_path):
    file = own(
        tmp_path,
        '[[family]]\nid = "finance"\nangle = "Cash first."\n'
        '[[ask]]\nid = "mine"\ntext = "Lend one clerk for two days."\ncategory = "fund"\n'
        'size = "m"\ndiscipline = "design"\ndone_when = "clerk came"\n'
        '[[barrier]]\nid = "roi_doubt"\nasks = ["mine"]\n',
    )
    mine = Playbook(file)
    assert mine.families["finance"].angle == "Cash first."
    assert mine.families["finance"].asks == BOOK.families["finance"].asks
    assert mine.asks["mine"].text == "Lend one clerk for two days."
    assert mine.barriers["roi_doubt"].asks == ("mine",)
    assert playbook().families["finance"].angle != "Cash first."


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('[[family]]\nid = "finance"\nsidee = "ally"\n', "family finance"),
        ('[[family]]\nid = "finance"\nside = "approver"\n', "family finance: side"),
        ('[[family]]\nid = "new"\nlabel = "New"\n', "family new"),
        ('[[barrier]]\nid = "roi_doubt"\nasks = ["nowhere"]\n', "barrier roi_doubt: asks"),
        ('[[family]]\nlabel = "x"\n', "family"),
        ("family = 3\n", "family"),
        ("[[tribe]]\nid = 1\n", "tribe"),
    ],
)
def test_a_mistake_in_my_file_names_the_entry(tmp_path, text, field):
    file = own(tmp_path, text)
    with pytest.raises(PlaybookError) as refused:
        Playbook(file)
    assert refused.value.file == str(file)
    assert refused.value.field == field


def test_a_file_that_cannot_be_read_is_refused_with_its_place(tmp_path):
    with pytest.raises(PlaybookError) as refused:
        Playbook(own(tmp_path, "[[family]\n"))
    assert refused.value.line == 1
    with pytest.raises(PlaybookError, match="cannot read"):
        Playbook(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b'x = "\xe9"')
    with pytest.raises(PlaybookError, match="UTF-8"):
        Playbook(tmp_path / "latin.toml")
