"""The influence graph and what is read from it."""

from __future__ import annotations

from builders import chart, tied
from hypothesis import given
from hypothesis import strategies as st

from cxmap.graph.influence import build_graph
from cxmap.graph.measures import measure
from cxmap.graph.paths import way_in
from cxmap.model.words import TieKind


def test_every_tie_kind_is_an_edge_with_strength_and_sign():
    org = chart("ceo > coo cfo")
    for kind in TieKind:
        if kind is not TieKind.REPORTS_TO:
            org = tied(org, "coo", kind.value, "cfo", 4)
    graph = build_graph(org)
    edges = {(a, b, data["kind"]): data for a, b, data in graph.edges(data=True)}
    assert edges["coo", "ceo", TieKind.REPORTS_TO]["sign"] == 1
    assert edges["coo", "cfo", TieKind.FRICTION]["sign"] == -1
    assert edges["cfo", "coo", TieKind.FRICTION]["strength"] == 4
    assert ("cfo", "coo", TieKind.TRUSTS) not in edges
    assert {kind for _, _, kind in edges} == set(TieKind)


def test_a_broken_tie_is_left_out_of_the_graph():
    graph = build_graph(tied(chart("ceo > coo"), "coo", "trusts", "nobody"))
    assert set(graph) == {"ceo", "coo"}


def test_the_way_in_takes_the_chain_whose_weakest_link_is_strongest():
    org = chart("ceo > coo cfo cmo; coo > me; cmo > pat")
    org = tied(org, "me", "trusts", "pat", 1)
    org = tied(org, "coo", "allied_with", "cfo", 5)
    org = tied(org, "cfo", "trusts", "pat", 4)
    way = way_in(build_graph(org), {"me", "coo"}, "pat")
    assert way is not None
    assert [(link.a, link.b) for link in way.links] == [("coo", "cfo"), ("cfo", "pat")]
    assert (way.weakest.a, way.weakest.strength) == ("cfo", 4)


def test_an_introduction_runs_one_way():
    org = tied(chart("ann; bob"), "ann", "introduces", "bob", 5)
    assert way_in(build_graph(org), {"ann"}, "bob") is not None
    assert way_in(build_graph(org), {"bob"}, "ann") is None


def test_friction_opens_no_door_and_a_long_chain_is_no_way_in():
    frosty = build_graph(tied(chart("ann; bob"), "ann", "friction", "bob", 5))
    assert way_in(frosty, {"ann"}, "bob") is None
    deep = build_graph(chart("a > b; b > c; c > d; d > e"))
    assert way_in(deep, {"a"}, "d") is None
    assert way_in(deep, {"a"}, "c") is not None


def test_measures_find_the_one_everybody_asks_and_the_bridge_between_units():
    org = chart("ceo > vp; vp > a b c")
    for who in ("ceo", "a", "b", "c"):
        org = tied(org, who, "trusts", "vp")
    units = {"ceo": "Board", "vp": "Sales", "a": "Sales", "b": "Sales", "c": "IT"}
    found = measure(build_graph(org), units)
    assert found["vp"].trusted_by == 4
    assert found["vp"].reach_two == 4
    assert found["a"].trusted_by == 0


def test_who_connects_two_units_that_are_not_tied_is_a_broker():
    org = chart("it; sales; hub; a; b")
    units = {"it": "IT", "sales": "Sales", "hub": "CX", "a": "Sales", "b": "Sales"}
    org = tied(tied(org, "it", "influences", "hub"), "hub", "influences", "sales")
    found = measure(build_graph(org), units)
    assert (found["hub"].brokers, found["it"].brokers) == (1, 0)
    more = tied(tied(org, "hub", "influences", "a"), "b", "influences", "hub")
    assert measure(build_graph(more), units)["hub"].brokers == 2
    tied_anyway = tied(more, "it", "influences", "a")
    assert measure(build_graph(tied_anyway), units)["hub"].brokers == 1
    assert measure(build_graph(more), {})["hub"].brokers == 0


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=14))
def test_brokerage_is_what_counting_the_pairs_gives(pairs):
    org = chart("; ".join("abcdef"))
    units = {who: "XYZ"[at % 3] if who != "f" else "" for at, who in enumerate("abcdef")}
    for a, b in pairs:
        org = tied(org, a, "influences", b) if a != b else org
    runs = {(a, b) for a, b in pairs if a != b}
    found = measure(build_graph(org), units)
    for who in found:
        counted = {
            (a, c)
            for a, b in runs
            for d, c in runs
            if b == d == who and a != c and (a, c) not in runs
            if units[a] and units[c] and units[a] != units[c]
        }
        assert found[who].brokers == len(counted)


def test_advice_of_the_high_tech_firm_gives_the_published_measures(shared_data):
    import csv

    folder = shared_data / "krackhardt-hightech" / "derived"
    rows = list(csv.DictReader((folder / "edges.csv").read_text().splitlines()))
    ids = sorted({row[end] for row in rows for end in ("from", "to")})
    org = chart("; ".join(ids))
    for row in rows:
        if row["type"] == "advice":
            org = tied(org, row["from"], "trusts", row["to"])
    found = measure(build_graph(org), {})
    most = sorted(found, key=lambda who: -found[who].trusted_by)[:3]
    assert most[0] == "2"
    assert found["2"].trusted_by == 18
    assert found["18"].trusted_by == 15
    assert abs(found["18"].go_between - 0.234) < 0.001
