"""Why, what-if, path, forecast and brief on the command line: text, document, refusals."""

from __future__ import annotations

import stat

import pytest


@pytest.fixture
def ready(cxmap, acme):
    """Four leaders more, of whom one is on board and one is trusted by another."""
    for name in ("Cy Dee", "Dan Eck", "Eve Fox"):
        cxmap("add", acme, name, "--manager", "Pat Roe")
    cxmap("set", acme, "Bob Li", "role=ally", "stance=supportive")
    cxmap("set", acme, "Cy Dee", "role=ally", "stance=neutral")
    cxmap("set", acme, "Dan Eck", "role=ally", "stance=neutral")
    cxmap("tie", acme, "Cy Dee", "trusts", "Bob Li", "--strength", "5")
    return acme


def ids(cxmap, file):
    listed = cxmap("export", file, "people", "--format", "json", "--audience", "me").document
    return {person["display_name"]: person["id"] for person in listed}


def test_why_gives_the_reasons_and_the_price_of_another_order(cxmap, ready):
    said = cxmap("why", ready, "Cy Dee", "--before", "Bob Li", "--json")
    assert said.code == 0, said.err
    found = said.document
    assert found["display_name"] == "Cy Dee"
    assert found["before"]["first"] == ids(cxmap, ready)["Bob Li"]
    assert found["before"]["price"] is None or found["before"]["price"] >= 0
    assert "Bob Li before Cy Dee" in found["before"]["text"]
    assert "Bob Li before Cy Dee" in cxmap("why", ready, "Cy Dee", "--before", "Bob Li").out
    assert cxmap("why", ready, "Cy Dee", "--json").document["before"] is None


def test_why_refuses_a_person_before_themselves(cxmap, ready):
    refused = cxmap("why", ready, "Cy Dee", "--before", "Cy Dee", "--json")
    assert (refused.code, refused.out) == (2, "")
    assert refused.error["hint"] or refused.error["message"]


def test_what_if_shows_before_and_after_and_changes_nothing(cxmap, ready):
    before = ready.read_bytes()
    found = cxmap(
        "what-if", ready, "commits:Bob Li=help", "stance:cy=supportive", "--json"
    ).document
    assert found["after"]["talks"] < found["before"]["talks"]
    assert found["more"] == found["after"]["talks"] - found["before"]["talks"]
    assert found["after"]["mass"]["have"] == found["before"]["mass"]["have"] + 1
    assert [change["change"].split(":")[0] for change in found["changes"]] == ["commits", "stance"]
    assert found["after"]["expect"]["p80"] <= found["before"]["expect"]["p80"]
    said = cxmap("what-if", ready, "leaves:Bob Li").out
    assert "in every second future" in said
    assert "What if Bob Li leaves?" in said
    assert "as it stands" in said
    assert ready.read_bytes() == before


@pytest.mark.parametrize(
    "change", ["leaves:nobody", "goes:bob", "rule:quorum=7", "tie:Bob Li=trusts"]
)
def test_what_if_refuses_with_place_and_remedy(cxmap, ready, change):
    refused = cxmap("what-if", ready, change, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert refused.error["field"]
    assert refused.error["hint"]


def test_scenarios_are_kept_compared_and_dropped(cxmap, ready):
    assert "No scenario is kept" in cxmap("what-if", ready).out
    assert cxmap("what-if", ready, "leaves:Bob Li", "--keep", "Bob goes").code == 0
    assert cxmap("what-if", ready, "commits:Bob Li=make", "--keep", "Bob acts").code == 0
    found = cxmap("what-if", ready, "--json").document
    assert [one["name"] for one in found["scenarios"]] == ["Bob goes", "Bob acts"]
    assert all(one["trouble"] is None for one in found["scenarios"])
    said = cxmap("what-if", ready).out
    assert "Bob goes" in said
    assert "Bob acts: Bob Li commits: make." in said
    assert said.count("   order: ") == 2
    assert cxmap("what-if", ready, "--drop", "bob GOES").code == 0
    assert len(cxmap("what-if", ready, "--json").document["scenarios"]) == 1
    assert cxmap("what-if", ready, "--drop", "bob goes").code == 2
    assert cxmap("what-if", ready, "leaves:bob", "--drop", "x").code == 2


def test_path_names_the_way_and_what_wins_them(cxmap, ready):
    cxmap("log", ready, "Bob Li", "--note", "hello")
    found = cxmap("path", ready, "Cy Dee", "--json").document
    assert found["state"] == "introduced"
    assert found["steps"][0]["from"] == ids(cxmap, ready)["Bob Li"]
    assert found["weakest"] == 0
    assert found["to_win"]["talks"] >= 1
    assert "Bob Li can introduce you to Cy Dee" in cxmap("path", ready, "Cy Dee").out
    assert cxmap("path", ready, "Eve Fox", "--json").document["state"] == "none"
    assert "No path known to Eve Fox" in cxmap("path", ready, "Eve Fox").out


def test_forecast_labels_the_floor_and_hides_the_day_without_a_record(cxmap, ready):
    found = cxmap("forecast", ready, "--json").document
    assert found["floor"] == cxmap("plan", ready, "--json").document["talks"]
    assert found["days"] is None
    assert found["pace"]["per_week"] is None
    assert found["talks"]["levels"]["p50"] >= 1
    assert 0 <= found["at_floor"] <= 1
    shares = [share for share, _, _ in found["talks"]["shares"]]
    assert shares == sorted(shares)
    assert cxmap("forecast", ready, "--json").out == cxmap("forecast", ready, "--json").out
    said = cxmap("forecast", ready).out
    assert "The floor is" in said
    assert "No day is named before 5 talks" in said


def test_forecast_of_a_map_without_a_president_says_what_is_missing(cxmap, tmp_path):
    cxmap("new", tmp_path / "a.json", "--name", "A")
    said = cxmap("forecast", tmp_path / "a.json")
    assert (said.code, "Nobody is on the map yet" in said.out) == (0, True)
    assert cxmap("forecast", tmp_path / "a.json", "--json").document["floor"] is None


def test_a_brief_is_one_page_and_a_file_is_private(cxmap, ready, tmp_path):
    page = cxmap("brief", ready, "Bob Li").out
    assert page.startswith("Bob Li, COO")
    assert "One ask" in page
    assert len(page.splitlines()) <= 50
    file = tmp_path / "bob.txt"
    assert cxmap("brief", ready, "Bob Li", "-o", file).out == ""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="utf-8").rstrip() == page.rstrip()
    found = cxmap("brief", ready, "Bob Li", "--json").document
    assert found["heading"] == "Bob Li, COO"
    assert {"title", "lines"} == set(found["sections"][0])
    assert cxmap("brief", ready, "Bob Li", "-o", ready).code == 2


def test_settings_show_every_number_with_range_unit_source_and_the_plain_statement(cxmap, ready):
    said = cxmap("settings", ready).out
    assert "Nobody has measured these numbers" in said
    assert "Your own record counts after 10 people won; 0 so far." in said
    assert "(points; 0 to 200; default 20; our own assumption; no published measurement)" in said
    found = cxmap("settings", ready, "--json").document
    assert found["own_record"] == {"won": 0, "needed": 10, "offers": {}}
    numbers = [line for line in found["settings"] if line["key"].startswith("plan.")]
    assert all(
        line["allowed"] and line["unit"] and line["source"] and line["default"] for line in numbers
    )


@pytest.fixture
def seasoned(cxmap, acme):
    """Three people won, each from neutral with three talks; the record counts from three on."""
    cxmap("settings", acme, "plan.own_record=3")
    for number in range(3):
        name = f"Won {number} Person"
        cxmap("add", acme, name, "--manager", "Pat Roe")
        cxmap("log", acme, name, "--stance", "neutral", "--on", "2026-01-05")
        for day in ("2026-01-12", "2026-01-19"):
            cxmap("log", acme, name, "--on", day)
        cxmap("set", acme, name, "commitment=help")
        cxmap("evidence", acme, name, "budget")
    return acme


def test_after_enough_people_won_the_own_record_stands_beside_the_default_and_is_offered(
    cxmap, seasoned
):
    said = " ".join(cxmap("settings", seasoned).out.split())
    assert "3 won from neutral with 3.0 talks on average, 2 assumed; 30 would fit" in said
    command = said.split("To take them: cxmap ")[1].split()[:3]
    assert cxmap(*command).code == 0
    assert cxmap("settings", seasoned, "--json").document["own_record"]["offers"] == {}
    assert "bears these numbers out" in cxmap("settings", seasoned).out


def test_the_network_is_measured_in_show_and_in_my_own_list_of_people(cxmap, ready):
    said = " ".join(cxmap("show", ready, "Bob Li").out.split())
    assert "Trusted by 1 people who trust them" in said
    assert "Rank alone does not find allies" in said
    assert cxmap("show", ready, "Bob Li", "--json").document["measures"]["trusted_by"] == 1
    assert cxmap("show", ready, "Eve Fox", "--json").document["measures"] is None
    assert "Network" not in cxmap("show", ready, "Eve Fox").out

    def listed(audience):
        words = ("export", ready, "people", "--format", "json", "--audience", audience)
        return {one["display_name"]: one for one in cxmap(*words).document}

    mine = listed("me")
    keys = ("trusted_by", "go_between", "brokers", "reach_two")
    assert [mine["Bob Li"][key] for key in keys] == [1, 0, 0, 1]
    assert mine["Eve Fox"]["reach_two"] is None
    assert not set(keys) & set(listed("circle")["Bob Li"])
