"""Files of older formats: what they become, and what is refused."""

from __future__ import annotations

import json

import pytest

from cxmap.errors import DamagedMap
from cxmap.model.orgmap import OrgMap
from cxmap.store.opening import open_map
from cxmap.store.places import Places

OLD = {
    "_default": {},
    "people": {
        "1": {"id": "p1", "name": "Ann Ortiz", "title": "President", "email": "ann@example.com"},
        "4": {"id": "p2", "name": "Ben Li", "manager_id": "p1", "unit": "Ops", "note": "soft"},
        "2": {"name": "Carl Roy", "manager_id": None, "stance": 4, "power": 5, "note": None},
    },
    "ties": {
        "1": {"from": "p1", "to": "p2", "kind": "ally", "strength": 4},
        "2": {"from": "p2", "to": "2", "kind": "Trust", "since": "2024"},
    },
}


def written(path, document) -> bytes:
    raw = json.dumps(document).encode()
    path.write_bytes(raw)
    return raw


def test_a_plain_tinydb_file_becomes_a_map_after_a_backup(map_path, clock):
    old = written(map_path, OLD)
    with open_map(map_path, clock=clock) as store:
        rev, tables = store.load()
        assert "older format" in store.notices[0]
    assert rev == 0
    assert tables["people"] == {
        "p1": {
            "id": "p1",
            "display_name": "Ann Ortiz",
            "title": "President",
            "emails": ["ann@example.com"],
        },
        "2": {"id": "2", "display_name": "Carl Roy", "notes": "stance: 4\npower: 5"},
        "p2": {
            "id": "p2",
            "display_name": "Ben Li",
            "manager": "p1",
            "department": "Ops",
            "notes": "soft",
        },
    }
    assert tables["ties"] == {
        "t1": {"id": "t1", "a": "p1", "b": "p2", "kind": "allied_with", "strength": 4},
        "t2": {"id": "t2", "a": "p2", "b": "2", "kind": "trusts", "note": "since: 2024"},
    }
    (backup,) = Places.of(map_path).kept.glob("*.json")
    assert backup.read_bytes() == old
    assert json.loads(map_path.read_bytes())["people"]["4"]["id"] == "p2"
    with open_map(map_path, clock=clock) as store:
        assert store.notices == ()
        assert store.load()[1] == tables


def test_what_comes_out_fits_the_model(map_path, clock):
    written(map_path, OLD)
    with open_map(map_path, clock=clock) as store:
        org = OrgMap.from_records(store.load()[1])
    assert len(org.table("people")) == 3


def test_a_reader_sees_the_same_and_writes_nothing(map_path):
    old = written(map_path, OLD)
    store = open_map(map_path, read_only=True)
    assert list(store.load()[1]["people"]) == ["p1", "2", "p2"]
    assert map_path.read_bytes() == old
    assert list(map_path.parent.iterdir()) == [map_path]


def test_a_tie_to_nobody_is_kept_and_named(map_path, clock, shared_data):
    map_path.write_bytes((shared_data / "bad_inputs/tinydb_dangling_tie.json").read_bytes())
    with open_map(map_path, clock=clock) as store:
        assert any("p404" in notice and "line 1" in notice for notice in store.notices)
        assert store.load()[1]["ties"]["t1"]["b"] == "p404"


@pytest.mark.parametrize(
    ("sample", "named"),
    [
        ("tinydb_cut_short", ["line 1"]),
        ("tinydb_duplicate_ids", ["1 stands twice in people"]),
        ("tinydb_wrong_types", ["people 1 name", "people 2 id", "people 2 name", "people 3"]),
    ],
)
def test_the_bad_samples_are_refused_and_stay_as_they_are(
    map_path, clock, shared_data, sample, named
):
    raw = (shared_data / f"bad_inputs/{sample}.json").read_bytes()
    map_path.write_bytes(raw)
    with pytest.raises(DamagedMap) as refused:
        open_map(map_path, clock=clock)
    for words in named:
        assert words in refused.value.message
    assert refused.value.file == str(map_path)
    assert refused.value.line == 1
    assert map_path.read_bytes() == raw


WRONG = [
    ({"people": {"x": {"id": "p1", "name": "A"}}}, "people x"),
    ({"people": {"0": {"id": "p1", "name": "A"}}}, "people 0"),
    ({"people": {"1": {"id": "p1"}}}, "no name"),
    ({"people": {"1": {"id": "p1", "name": "A", "email": 7}}}, "people 1 email"),
    ({"people": {"1": {"id": "p", "name": "A"}, "2": {"id": "p", "name": "B"}}}, "people 2 id"),
    ({"people": [], "ties": {}}, "people: a list"),
    ({"people": {}, "ties": {"1": {"from": "a", "kind": "ally"}}}, "does not say to whom"),
    ({"people": {}, "ties": {"1": {"from": "a", "to": "b", "kind": "hates"}}}, "hates"),
    ({"people": {}, "ties": {"1": {"from": 1, "to": "b", "kind": "ally"}}}, "ties 1 from"),
    ({"people": {}, "ties": {"1": {"from": "a", "to": "b", "strength": 9}}}, "1 to 5"),
    ({"people": {}, "films": {"1": {"id": "f"}}}, "films"),
    ({"people": {"1": {"id": "p\x1b[31m", "name": ["\x1b]52;c;AAAA\x07"]}}}, "people 1 name"),
]


@pytest.mark.parametrize(("document", "named"), WRONG)
def test_what_is_no_map_is_refused_by_place(map_path, clock, document, named):
    raw = written(map_path, document)
    with pytest.raises(DamagedMap) as refused:
        open_map(map_path, clock=clock)
    assert named in refused.value.message
    assert "\x1b" not in refused.value.message + refused.value.where
    assert map_path.read_bytes() == raw
