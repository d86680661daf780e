"""Encryption and forgetting: what can be read in the map's folder afterwards."""

from __future__ import annotations

import os

import pytest

from cxmap.errors import DamagedMap, MapLocked, PassphraseNeeded, SaveFailed, UsageError
from cxmap.store import sealing
from cxmap.store.changes import insertion, inverted
from cxmap.store.forgetting import ERASED, forget, mentions
from cxmap.store.opening import create_map, open_map
from cxmap.store.places import Places
from cxmap.store.port import Change
from cxmap.store.repair import repair
from cxmap.store.rewriting import change_passphrase, decrypt, encrypt
from cxmap.store.sealing import Keys
from tests.store.conftest import killed

NAME = "José Orti-Gümüş"
KEYS = "correct horse"


@pytest.fixture(autouse=True)
def quick_guesses(monkeypatch):
    """One guess of a passphrase costs nothing in tests."""
    pytest.importorskip("cryptography")
    for function in (sealing.new_seal, sealing.Seal.under):
        monkeypatch.setitem(function.__kwdefaults__, "work", 2**4)


@pytest.fixture
def story(map_path, clock, command):
    """A map in which somebody's name stands in every kind of place."""
    first = {
        "people": {
            "p1": {"id": "p1", "display_name": NAME, "emails": ["jog@example.com"]},
            "p2": {"id": "p2", "display_name": "Ann Josefsson", "notes": f"asked {NAME}, twice"},
        },
        "ties": {"t1": {"id": "t1", "a": "p1", "b": "p2", "kind": "trusts"}},
    }
    store = create_map(map_path, first, clock=clock)
    places = Places.of(map_path)
    for n in range(3):
        old = {"title": None if n == 0 else f"VP {n - 1}"}
        note = command("log", summary=f"talked to {NAME.upper()}")
        store.commit(note, [Change("people", "p1", {"title": f"VP {n}"}, old)])
        store.fold()
        clock.move(hours=1)
    store.commit(command(), [insertion("people", {"id": "p3", "display_name": "Carl Roy"})])
    store.commit(command(), [insertion("asks", {"id": "a1", "why": {"a": [f"{NAME}: yes"]}})])
    killed(store)
    with places.log.open("ab") as log:
        log.write(f'{{"n":6,"h":"0123456789abcdef","b":{{"c":["{NAME}'.encode())
    open_map(map_path, clock=clock).close()
    (places.kept / "20260101T000000Z-000001.json").write_bytes(
        b'{"people": {"1": {"id": "p1", "name": "Jos\\u00e9 Orti-G\\u00fcm\\u00fc\\u015f"}}}'
    )
    return places


def readable(places, *words: str) -> list[str]:
    """Which files of the folder hold one of some words."""
    holding = []
    for path in sorted(places.map.parent.rglob("*")):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace").casefold()
            text += text.encode("latin-1", "ignore").decode("unicode_escape", "ignore")
            holding += [path.name for word in words if word.casefold() in text]
    return holding


def test_nothing_readable_remains_of_an_encrypted_map(story, clock):
    words = (NAME, "Josefsson", "Carl Roy", "people", "VP 1", "trusts", "display_name")
    assert len(readable(story, NAME)) >= 6
    encrypt(story.map, KEYS, clock=clock)
    assert readable(story, *words) == []


def test_copies_beside_the_map_go_the_same_way(story, clock):
    copy = story.map.with_name("acme-2026-03-02.json")
    with open_map(story.map, clock=clock) as store:
        store.backup(copy)
    assert copy.name in readable(story, NAME)
    forget(story.map, [("people", "p1"), ("ties", "t1")], [NAME, "jog@example.com"], clock=clock)
    assert readable(story, NAME) == []
    with open_map(copy, read_only=True) as store:
        assert list(store.load()[1]["people"]) == ["p2", "p3"]
    encrypt(story.map, KEYS, clock=clock)
    assert readable(story, "Josefsson") == []
    with open_map(copy, read_only=True, keys=Keys(lambda: KEYS)) as store:
        assert list(store.load()[1]["people"]) == ["p2", "p3"]


def test_a_copy_with_edits_of_its_own_is_named_and_left(story, clock):
    other = story.map.with_name("mine.json")
    with open_map(story.map, clock=clock) as store:
        store.backup(other)
    open_map(other, clock=clock).close()
    before = other.read_bytes()
    words = forget(story.map, [("people", "p1")], [NAME], clock=clock)
    assert "mine.json is a copy of this map that has edits of its own; it stays as it is" in words
    assert other.read_bytes() == before


def test_an_encrypted_map_lives_like_any_other(story, clock, command):
    encrypt(story.map, KEYS, clock=clock)
    with open_map(story.map, clock=clock, keys=Keys(lambda: KEYS)) as store:
        assert store.caps.encrypted
        assert store.notices == ()
        assert [c.rev for c in store.history()] == [1, 2, 3, 4, 5]
        store.commit(command(), [Change("people", "p3", {"title": "Chairwoman"}, {"title": None})])
        follower = open_map(story.map, read_only=True, keys=Keys(lambda: KEYS))
        assert follower.load()[1]["people"]["p3"]["title"] == "Chairwoman"
        assert readable(story, "Chairwoman") == []
        killed(store)
    with open_map(story.map, clock=clock, keys=Keys(lambda: KEYS)) as store:
        assert store.load()[1]["people"]["p3"]["title"] == "Chairwoman"
        (commit,) = store.changes(5)
        store.commit(command("undo"), inverted(commit.changes))
        store.backup(story.map.parent / "copy.json")
    assert readable(story, "Chairwoman") == []
    with open_map(story.map, clock=clock, keys=Keys(lambda: KEYS)) as store:
        assert "title" not in store.load()[1]["people"]["p3"]


def test_without_the_passphrase_nothing_opens_and_nothing_changes(story, clock):
    encrypt(story.map, KEYS, clock=clock)
    before = story.map.read_bytes()
    for keys in (None, Keys(lambda: "wrong horse")):
        for read_only in (True, False):
            with pytest.raises(PassphraseNeeded) as refused:
                open_map(story.map, read_only=read_only, clock=clock, keys=keys)
            assert refused.value.file == str(story.map)
    assert story.map.read_bytes() == before
    open_map(story.map, clock=clock, keys=Keys(lambda: KEYS)).close()


def test_the_passphrase_is_asked_for_once(story, clock):
    encrypt(story.map, KEYS, clock=clock)
    asked = []
    keys = Keys(lambda: (asked.append(1), KEYS)[1])
    with open_map(story.map, clock=clock, keys=keys) as store:
        list(store.history())
        store.load()
    assert asked == [1]


@pytest.mark.parametrize("offset", [0.1, 0.3, 0.6, 0.9])
def test_a_changed_encrypted_map_is_refused(story, clock, offset):
    encrypt(story.map, KEYS, clock=clock)
    raw = bytearray(story.map.read_bytes())
    at = int(len(raw) * offset)
    raw[at] = ord("A") if raw[at] != ord("A") else ord("B")
    story.map.write_bytes(raw)
    with pytest.raises((DamagedMap, PassphraseNeeded)):
        open_map(story.map, clock=clock, keys=Keys(lambda: KEYS))


def test_a_changed_sealed_key_is_told_apart_from_a_wrong_passphrase(story, clock):
    encrypt(story.map, KEYS, clock=clock)
    raw = story.map.read_bytes()
    at = raw.index(b'"key":"') + 10
    story.map.write_bytes(raw[:at] + (b"A" if raw[at : at + 1] != b"A" else b"B") + raw[at + 1 :])
    with pytest.raises(PassphraseNeeded) as refused:
        open_map(story.map, clock=clock, keys=Keys(lambda: KEYS))
    assert "changed by another program" in refused.value.hint
    with pytest.raises(PassphraseNeeded):
        repair(story.map, clock=clock, keys=Keys(lambda: "wrong horse"))
    repair(story.map, clock=clock, keys=Keys(lambda: KEYS))
    with open_map(story.map, clock=clock, keys=Keys(lambda: KEYS)) as store:
        assert list(store.load()[1]["people"]) == ["p1", "p2", "p3"]


def test_a_lost_encrypted_map_is_put_together_again(story, clock):
    encrypt(story.map, KEYS, clock=clock)
    keys = Keys(lambda: KEYS)
    story.map.write_bytes(b"")
    repair(story.map, clock=clock, keys=keys)
    with open_map(story.map, clock=clock, keys=keys) as store:
        assert list(store.load()[1]["people"]) == ["p1", "p2", "p3"]
    assert readable(story, NAME) == []


def test_decrypting_gives_back_everything(story, clock):
    with open_map(story.map, clock=clock) as store:
        before = store.load(), list(store.history())
    old = readable(story, NAME)
    encrypt(story.map, KEYS, clock=clock)
    encrypt(story.map, KEYS, clock=clock)
    with pytest.raises(PassphraseNeeded):
        decrypt(story.map, "wrong horse", clock=clock)
    decrypt(story.map, KEYS, clock=clock)
    with open_map(story.map, clock=clock) as store:
        assert (store.load(), list(store.history())) == before
        assert not store.caps.encrypted
    assert readable(story, NAME) == old


def test_another_passphrase_opens_after_a_change_and_the_old_one_does_not(story, clock):
    encrypt(story.map, KEYS, clock=clock)
    change_passphrase(story.map, KEYS, "battery staple", clock=clock)
    with pytest.raises(PassphraseNeeded):
        open_map(story.map, clock=clock, keys=Keys(lambda: KEYS))
    with open_map(story.map, clock=clock, keys=Keys(lambda: "battery staple")) as store:
        assert len(list(store.history())) == 5
    with pytest.raises(UsageError, match="8 letters"):
        change_passphrase(story.map, "battery staple", "short", clock=clock)


def test_a_short_passphrase_and_a_map_that_is_not_encrypted_are_refused(story, clock):
    before = story.map.read_bytes()
    with pytest.raises(UsageError, match="8 letters"):
        encrypt(story.map, "short", clock=clock)
    with pytest.raises(UsageError, match="not encrypted"):
        change_passphrase(story.map, KEYS, KEYS, clock=clock)
    assert story.map.read_bytes() == before


@pytest.mark.parametrize("stop_after", range(1, 9))
@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
def test_encrypting_that_was_interrupted_is_finished_by_doing_it_again(
    story, clock, monkeypatch, stop_after, way
):
    from cxmap.store import disk

    if way == "decrypt":
        encrypt(story.map, KEYS, clock=clock)
    real, seen = disk.replace, []

    def interrupted(path, data):
        seen.append(path)
        if len(seen) > stop_after:
            raise OSError(28, "full")
        real(path, data)

    monkeypatch.setattr(disk, "replace", interrupted)
    do = encrypt if way == "encrypt" else decrypt
    with pytest.raises(SaveFailed, match="not everything"):
        do(story.map, KEYS, clock=clock)
    monkeypatch.setattr(disk, "replace", real)
    do(story.map, KEYS, clock=clock)
    assert bool(readable(story, NAME)) is (way == "decrypt")
    with open_map(story.map, clock=clock, keys=Keys(lambda: KEYS)) as store:
        assert [c.rev for c in store.history()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_after_forgetting_no_file_holds_the_name(story, clock, command, is_encrypted):
    if is_encrypted:
        encrypt(story.map, KEYS, clock=clock)
    keys = Keys(lambda: KEYS)
    gone = [("people", "p1"), ("ties", "t1")]
    removed = forget(
        story.map, gone, [NAME, "José", "Orti-Gümüş", "jog@example.com"], clock=clock, keys=keys
    )
    assert any("torn" in words for words in removed)
    if is_encrypted:
        decrypt(story.map, KEYS, clock=clock)
    assert readable(story, NAME, "José", "Gümüş", "jog@example") == []
    with open_map(story.map, clock=clock) as store:
        _, tables = store.load()
        assert list(tables["people"]) == ["p2", "p3"]
        assert tables["people"]["p2"] == {
            "id": "p2",
            "display_name": "Ann Josefsson",
            "notes": f"asked {ERASED}, twice",
        }
        assert tables["asks"]["a1"]["why"] == {"a": [f"{ERASED}: yes"]}
        commits = list(store.history())
        assert [c.rev for c in commits] == [1, 2, 3, 4, 5]
        assert commits[0].command.summary == f"talked to {ERASED}"
        assert commits[0].changes == ()
        assert store.notices == ()
        assert store.commit(command(), [insertion("people", {"id": "p9"})]) == 6


def test_mentions_are_found_in_every_field_by_whole_words(story):
    with open_map(story.map, read_only=True) as store:
        found = mentions(store.load()[1], [NAME, "carl"])
    assert [(m.table, m.id, m.field) for m in found] == [
        ("asks", "a1", "why"),
        ("people", "p1", "display_name"),
        ("people", "p2", "notes"),
        ("people", "p3", "display_name"),
    ]
    assert mentions({"people": {"p2": {"id": "p2", "n": "Josefsson"}}}, ["Josef"]) == ()
    with pytest.raises(UsageError):
        mentions({}, [" "])


def test_a_map_in_use_is_neither_encrypted_nor_does_it_forget(story, clock):
    with open_map(story.map, clock=clock):
        with pytest.raises(MapLocked):
            encrypt(story.map, KEYS, wait=0, clock=clock)
        with pytest.raises(MapLocked):
            forget(story.map, [], ["x"], wait=0, clock=clock)


def test_everything_stays_private_through_it_all(story, clock):
    old = os.umask(0)
    try:
        encrypt(story.map, KEYS, clock=clock)
        forget(story.map, [], ["Carl Roy"], clock=clock, keys=Keys(lambda: KEYS))
        decrypt(story.map, KEYS, clock=clock)
    finally:
        os.umask(old)
    made = [p for p in story.map.parent.rglob("*") if p.is_file()]
    foreign = "20260101T000000Z-000001.json"
    assert {oct(p.stat().st_mode & 0o777) for p in made if p.name != foreign} == {"0o600"}
