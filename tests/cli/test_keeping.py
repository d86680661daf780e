"""Copies, repair, encryption, a person's rights; and who may read what the program makes."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cxmap.paths import data_folder, private_folder, remember_map, state_folder
from cxmap.session.session import Session
from cxmap.store import sealing
from cxmap.tui.crash import write_report

SECRET = "correct horse battery"  # noqa: S105 - nothing is locked with it


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    """The cost of a guess is measured elsewhere."""
    for function in (sealing.new_seal, sealing.Seal.under):
        monkeypatch.setattr(function, "__kwdefaults__", {"work": 2**4})


def test_a_copy_holds_everything_and_opens_like_any_map(cxmap, acme):
    cxmap("add", acme, "Zoe Ek")
    made = cxmap("backup", acme)
    copy = Path(made.out.strip())
    assert copy == acme.with_name("acme-2026-03-02.json")
    assert "Zoe Ek" in cxmap("show", copy, "zoe").out
    again = cxmap("backup", acme)
    assert Path(again.out.strip()).name == "acme-2026-03-02-2.json"
    refused = cxmap("backup", acme, "-o", copy)
    assert refused.code == 4
    assert "a file of that name already" in refused.err
    versions = cxmap("backup", acme, "--list").out
    assert "step 6" in versions


def test_an_export_of_the_backup_is_the_copy(cxmap, acme, tmp_path):
    copy = tmp_path / "copy.json"
    assert cxmap("export", acme, "backup", "-o", copy).out.strip() == str(copy)
    assert "Ann Ortiz" in cxmap("show", copy, "ann").out
    assert cxmap("export", acme, "backup").code == 2
    assert cxmap("export", acme, "backup", "-o", tmp_path / "c.csv", "--format", "csv").code == 2


def test_a_copy_is_made_while_somebody_else_writes(cxmap, acme, tmp_path):
    with Session.open(acme) as writer:
        writer.undo()
        made = cxmap("backup", acme, "-o", tmp_path / "copy.json")
        assert made.code == 0


def test_a_damaged_map_is_repaired_and_nothing_is_deleted(cxmap, acme):
    for number in range(4):
        cxmap("add", acme, f"Person {number}")
    raw = acme.read_bytes()
    acme.write_bytes(raw[: len(raw) // 2])
    refused = cxmap("show", acme, "ann")
    assert refused.code == 4
    told = cxmap("repair", acme)
    assert told.code == 0
    kept = list(acme.parent.glob("acme.json.damaged-*"))
    assert kept[0].read_bytes() == raw[: len(raw) // 2]
    for number in range(3):
        assert f"Person {number}" in cxmap("show", acme, f"Person {number}").out
    assert "nothing is damaged" in cxmap("repair", acme).out
    assert cxmap("repair", acme, "--json").document["changed"] is False


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_an_encrypted_map_opens_with_its_passphrase_alone(cxmap, acme, monkeypatch):
    cxmap("log", acme, "ann", "--note", "in confidence")
    assert b"Ann Ortiz" in everything_in(acme.parent)
    monkeypatch.setenv("CXMAP_PASSPHRASE", "short")
    assert "at least 8 letters" in cxmap("encrypt", acme).err
    monkeypatch.setenv("CXMAP_PASSPHRASE", SECRET)
    assert cxmap("encrypt", acme).code == 0
    for word in (b"Ann O", b"Ortiz", b"confidence", b"Acme CX"):  # three letters may come by chance
        assert word not in everything_in(acme.parent)
    assert "Ann Ortiz" in cxmap("show", acme, "ann").out
    assert cxmap("set", acme, "ann", "power=4").code == 0
    assert "Talked with Ann Ortiz" in cxmap("history", acme).out
    assert b"Ortiz" not in everything_in(acme.parent)
    assert "encrypted already" in cxmap("encrypt", acme).err
    monkeypatch.setenv("CXMAP_PASSPHRASE", "another one")
    assert cxmap("show", acme, "ann").code == 4
    monkeypatch.delenv("CXMAP_PASSPHRASE")
    locked = cxmap("show", acme, "ann", "--json")
    assert (locked.code, locked.out) == (4, "")
    assert locked.error["code"] == "passphrase"
    assert "CXMAP_PASSPHRASE" in locked.error["hint"]


def test_a_passphrase_is_changed_and_taken_off(cxmap, acme, monkeypatch):
    monkeypatch.setenv("CXMAP_PASSPHRASE", SECRET)
    assert "not encrypted" in cxmap("encrypt", acme, "--off").err
    cxmap("encrypt", acme)
    assert cxmap("encrypt", acme, "--change").code == 2, "the new one is given apart"
    monkeypatch.setenv("CXMAP_NEW_PASSPHRASE", "staple of the day")
    assert cxmap("encrypt", acme, "--change").code == 0
    assert cxmap("show", acme, "ann").code == 4
    monkeypatch.setenv("CXMAP_PASSPHRASE", "staple of the day")
    assert cxmap("person", "erase", acme, "ann", "--yes").code == 0
    assert cxmap("encrypt", acme, "--off").code == 0
    monkeypatch.delenv("CXMAP_PASSPHRASE")
    assert "Bob Li" in cxmap("show", acme, "bob").out
    assert cxmap("show", acme, "ann").code == 2


def test_without_the_optional_part_encryption_says_what_to_install(cxmap, acme, monkeypatch):
    monkeypatch.setenv("CXMAP_PASSPHRASE", SECRET)
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.ciphers.aead", None)
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.kdf.scrypt", None)
    refused = cxmap("encrypt", acme)
    assert refused.code == 3
    assert "install cxmap[encrypt]" in refused.err
    assert "Ann Ortiz" in cxmap("show", acme, "ann").out


def test_all_that_is_stored_about_somebody_is_handed_over(cxmap, acme, tmp_path):
    cxmap("log", acme, "ann", "--note", "likes it")
    cxmap("set", acme, "bob", "notes=Ask Ann Ortiz first")
    document = cxmap("person", "export", acme, "ann").document
    assert document["person"]["title"] == "CFO"
    assert document["mentions"][0]["text"] == "Ask Ann Ortiz first"
    assert [step["summary"] for step in document["history"]] == [
        "Talked with Ann Ortiz", "Set notes of Bob Li",
    ]  # fmt: skip
    paper = tmp_path / "ann.md"
    assert cxmap("person", "export", acme, "ann", "-o", paper).code == 0
    assert paper.read_text(encoding="utf-8").startswith("# Everything stored about Ann Ortiz")


def test_erasing_lists_what_others_notes_say_and_waits_for_a_yes(cxmap, acme):
    cxmap("set", acme, "bob", "notes=Ask Ortiz first")
    asked = cxmap("person", "erase", acme, "ann")
    assert asked.code == 1
    assert "people" in asked.out
    assert "Ask Ortiz first" in asked.out
    assert "Nothing was done" in asked.err
    assert b"Ortiz" in everything_in(acme.parent)
    done = cxmap("person", "erase", acme, "ann", "--yes")
    assert done.code == 0
    assert b"ortiz" not in everything_in(acme.parent).lower()
    assert "Ask [erased] first" in cxmap("show", acme, "bob").out
    assert cxmap("undo", acme).err.startswith("Nothing to undo")


def test_papers_that_name_somebody_go_with_them(cxmap, acme, tmp_path):
    place = acme.parent
    names = ["people.csv", "people.xlsx", "people.html", "ann.json", "brief.md"]
    for name in names[:3]:
        cxmap("export", acme, "people", "--audience", "me", "-o", place / name)
    cxmap("person", "export", acme, "ann", "-o", place / "ann.json")
    cxmap("brief", acme, "ann", "-o", place / "brief.md")
    cxmap("brief", acme, "bob", "-o", place / "bob.md")
    cxmap("brief", acme, "ann", "-o", place / "mine-Ortiz.md")
    (place / "mine-Ortiz.md").write_text("My own words about Ann Ortiz.", encoding="utf-8")
    cxmap("backup", acme, "-o", place / "copy.json")
    asked = cxmap("person", "erase", acme, "ann")
    assert all(str(place / name) in asked.out for name in names)
    assert "mine-Ortiz.md" not in asked.out
    assert cxmap("person", "erase", acme, "ann", "--yes").code == 0
    (place / "mine-Ortiz.md").unlink()
    assert not [name for name in names if (place / name).exists()]
    assert (place / "bob.md").exists()
    assert b"ortiz" not in everything_in(tmp_path).lower()


def test_encrypting_names_the_papers_that_stay_readable(cxmap, acme, monkeypatch):
    paper = acme.with_name("people.csv")
    cxmap("export", acme, "people", "-o", paper)
    monkeypatch.setenv("CXMAP_PASSPHRASE", SECRET)
    done = cxmap("encrypt", acme)
    assert done.code == 0, done.err
    assert f"{paper} was handed over and stays readable" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of Unix")
def test_everything_the_program_makes_is_the_owners_alone(cxmap, tmp_path, monkeypatch):
    """Under a umask that hides nothing: map, journal, lock, copies, papers, config, state."""
    place = tmp_path / "place"
    place.mkdir()
    acme = place / "acme.json"
    monkeypatch.setenv("CXMAP_HOME", str(tmp_path / "deep" / "home"))
    monkeypatch.setenv("CXMAP_PASSPHRASE", SECRET)
    monkeypatch.setenv("EDITOR", "true")

    def done(*words: object) -> None:
        ended = cxmap(*words)
        assert ended.code == 0, ended.err

    before = os.umask(0)
    try:
        done("new", acme, "--name", "Acme")
        done("add", acme, "Ann Ortiz", "--title", "CFO")
        done("export", acme, "people", "-o", place / "people.csv")
        done("person", "export", acme, "ann", "-o", place / "ann.json")
        done("backup", acme)
        done("config", "edit")
        done("demo", "-o", place / "demo.json")
        journal = place / "acme.json.log"
        journal.write_bytes(journal.read_bytes() + b"torn")
        done("add", acme, "Bob Li")
        done("encrypt", acme)
        remember_map(acme)
        private_folder(data_folder())
        write_report(ValueError("x"), state_folder(), datetime(2026, 3, 2, tzinfo=UTC))
    finally:
        os.umask(before)
    made = [path for top in (place, tmp_path / "deep") for path in (*top.rglob("*"), top)]
    names = {path.name for path in made}
    assert {"acme.json.lock", "acme.json.log", "history.log", "people.csv", "config.toml"} <= names
    assert {"last_map", "crash-20260302-000000.txt", "data"} <= names
    assert any("torn-" in name for name in names)
    open_to_others = {
        str(path): oct(path.stat().st_mode)
        for path in made
        if path != place and stat.S_IMODE(path.stat().st_mode) & 0o077
    }
    assert not open_to_others


@pytest.mark.parametrize("how", ["in its place", "behind it"])
@pytest.mark.parametrize("name", ["journal_nul.jsonl", "journal_other_program.jsonl"])
def test_foreign_bytes_in_the_journal_are_set_aside_and_said(cxmap, acme, shared_data, name, how):
    strange = (shared_data / "bad_inputs" / name).read_bytes()
    cxmap("add", acme, "Zoe Ek")
    journal = acme.with_name("acme.json.log")
    journal.write_bytes(strange if how == "in its place" else journal.read_bytes() + strange)
    seen = cxmap("show", acme, "zoe")
    assert (seen.code, "note: " in seen.err) == (0, True)
    added = cxmap("add", acme, "Ben Ek")
    assert (added.code, "note: " in added.err) == (0, True)
    kept = [path for path in acme.parent.iterdir() if path.name.startswith("acme.json.log.")]
    assert any(strange in path.read_bytes() for path in kept)
    assert cxmap("show", acme, "Ben Ek").code == 0
    assert "note: " not in cxmap("show", acme, "zoe").err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tinydb_cut_short.json", ["Unterminated"]),
        ("tinydb_duplicate_ids.json", ["1 stands twice"]),
        ("tinydb_wrong_types.json", ["people 1 name", "people 2 id", "people 3"]),
    ],
)
def test_a_map_that_cannot_be_trusted_is_refused_by_name_and_left_as_it_is(
    cxmap, tmp_path, shared_data, name, words
):
    file = tmp_path / name
    file.write_bytes((shared_data / "bad_inputs" / name).read_bytes())
    before = file.read_bytes()
    for command in (("show", file, "ann"), ("add", file, "Ben Ek"), ("history", file)):
        refused = cxmap(*command)
        assert (refused.code, refused.out) == (4, "")
        assert all(word in refused.err for word in (name, *words))
    assert file.read_bytes() == before
