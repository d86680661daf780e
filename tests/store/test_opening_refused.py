"""Bytes that are no map, maps of a later cxmap, and what other programs left in one."""

from __future__ import annotations

import pytest
from tinydb import TinyDB

from cxmap.errors import (
    DamagedMap,
    NewerMap,
)
from cxmap.store.opening import open_map
from cxmap.store.places import Places
from tests.store.conftest import people, person

BROKEN = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "blanks"),
    "zeros": (b"\0" * 4096, "blanks"),
    "half": (b'{"people": {"1": {"id": "p', "line 1, column"),
    "list": (b"[]", "a list"),
    "number": (b"7", "a number"),
    "latin-1": (b'{"people": {"1": {"id": "p1", "name": "Jos\xe9"}}}', "0xe9"),
    "two lines": (b'{"people": {\n"1": {"id": "p1",}}}', "line 2"),
    "nan": (b'{"people": {"1": {"id": "p1", "n": NaN}}}', "NaN"),
    "deep": (b'{"people": ' + b"[" * 5000 + b"]" * 5000 + b"}", "deep"),
    "no people": (b"{}", "people"),
    "foreign table": (b'{"people": {}, "films": {"1": {}}}', "films"),
    "header": (b'{"_cxmap": {"1": {"schema": 1}}, "people": {}}', "_cxmap"),
    "header list": (b'{"_cxmap": [], "people": {}}', "_cxmap"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_bytes_that_are_no_map_are_refused_and_the_newest_version_is_named(made, clock, kind):
    places = made(2)
    raw, words = BROKEN[kind]
    places.map.write_bytes(raw)
    names = sorted(p.name for p in places.map.parent.iterdir())
    for read_only in (True, False):
        with pytest.raises(DamagedMap, match=words) as refused:
            open_map(places.map, read_only=read_only, clock=clock)
        assert refused.value.file == str(places.map)
        assert "acme.json.bak/20260302T120000Z-000000.json" in refused.value.hint
    assert places.map.read_bytes() == raw
    assert sorted(p.name for p in places.map.parent.iterdir()) == names


def test_a_map_of_a_later_cxmap_is_refused(made, clock):
    places = made(1)
    raw = places.map.read_bytes().replace(b'"schema":1', b'"schema":2')
    places.map.write_bytes(raw)
    with pytest.raises(NewerMap):
        open_map(places.map, clock=clock)
    assert places.map.read_bytes() == raw


def test_records_that_are_none_are_named_with_table_document_and_field(made, clock):
    places = made(3)
    raw = places.map.read_bytes()
    raw = raw.replace(b'"id":"p1"', b'"id":7').replace(b'"3":{', b'"x":{')
    raw = raw.replace(b'{"display_name":"Person 2","id":"p2"}', b'"Person 2"')
    places.map.write_bytes(raw)
    with pytest.raises(DamagedMap) as refused:
        open_map(places.map, clock=clock)
    for place in ("people 1 id: a number", "people 2: a text", "people x", "line 3", "line 5"):
        assert place in refused.value.message


def test_a_file_that_tinydb_or_an_editor_saved_with_a_mark_is_adopted(made, opened_twice):
    places = made(1)
    places.map.write_bytes(b"\xef\xbb\xbf" + places.map.read_bytes())
    _, writer = opened_twice()
    assert people(writer) == ["p1"]


@pytest.mark.parametrize(
    "name",
    [
        "acme (Lena's conflicted copy 2026-03-01).json",
        "acme.sync-conflict-20260301-120000-ABCDEFG.json",
        "Acme (Case Conflict).json",
    ],
)
def test_a_copy_that_a_sync_program_left_is_named(made, clock, name):
    places = made(1)
    (places.map.parent / name).write_bytes(b"{}")
    (places.map.parent / "other (conflicted copy).json").write_bytes(b"{}")
    with open_map(places.map, clock=clock) as store:
        assert len(store.notices) == 1
        assert store.notices[0].startswith(f"{name} lies beside")


def test_what_another_program_wrote_is_cleaned_and_named(made, clock):
    places = made(2)
    with TinyDB(places.map) as db:
        evil = {"title": "C\x1b[31mE\u202eO", "tags": ["\x9b2Ja"]}
        db.table("people").update(evil, doc_ids=[2])
    with open_map(places.map, clock=clock) as store:
        assert any("people 2 title, people 2 tags" in notice for notice in store.notices)
        assert store.load()[1]["people"]["p2"] == person(2) | {"title": "CEO", "tags": ["a"]}
    assert "\\u001b" not in places.map.read_text()


def test_ids_that_nobody_can_see_are_refused(made, clock):
    places = made(1)
    with TinyDB(places.map) as db:
        db.table("people").insert({"id": "p\u202e2", "display_name": "Ben"})
    with pytest.raises(DamagedMap, match="people 2 id: the id holds control"):
        open_map(places.map, clock=clock)


def test_notices_carry_no_raw_control_characters(made, clock):
    places = made(1)
    evil = places.map.with_name("a\x1b]52;c;QUJD\x07cme.json")
    places.map.rename(evil)
    raw = Places.of(evil)
    raw.log.write_bytes(b"junk")
    for read_only in (True, False):
        with open_map(evil, read_only=read_only, clock=clock) as store:
            assert store.notices
            assert not any("\x1b" in notice for notice in store.notices)
