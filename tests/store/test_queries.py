"""TinyDB's query interface over a live map."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tinydb import where

from cxmap.errors import ReadOnlyMap
from cxmap.store.changes import insertion
from cxmap.store.opening import open_map
from tests.store.conftest import person


def test_queries_see_live_records_under_their_document_numbers(made, clock, command):
    places = made(2)
    with open_map(places.map, clock=clock) as store:
        people = store.tinydb().table("people")
        store.commit(command(), [insertion("people", person(7) | {"tags": ["ops"]})])
        assert people.get(doc_id=3)["id"] == "p7"
        assert [d["id"] for d in people.search(where("tags").any(["ops"]))] == ["p7"]
        assert people.count(where("display_name").matches("Person")) == 3
        reader = open_map(places.map, read_only=True)
        assert reader.tinydb().table("people").contains(where("id") == "p7")


def test_queries_cannot_write(made, clock):
    places = made(2)
    with open_map(places.map, clock=clock) as store:
        people = store.tinydb().table("people")
        with pytest.raises(ReadOnlyMap):
            people.insert({"id": "x"})
        with pytest.raises(ReadOnlyMap):
            people.update({"title": "CEO"}, doc_ids=[1])
        with pytest.raises(ReadOnlyMap):
            people.truncate()
        with pytest.raises(ReadOnlyMap):
            store.tinydb().drop_tables()
        assert store.load()[1]["people"] == {"p1": person(1), "p2": person(2)}
        people.search(where("id") == "p1")[0]["title"] = "CEO"
        assert store.load()[1]["people"]["p1"] == person(1)


def test_neither_tinydb_nor_the_lock_is_loaded_for_reading(made):
    places = made(1)
    code = (
        "import sys, pathlib; from cxmap.store.opening import open_map;"
        f"open_map(pathlib.Path({str(places.map)!r}), read_only=True).load();"
        "print([m for m in ('tinydb', 'filelock', 'asyncio', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
