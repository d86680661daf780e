"""Handing over from the command line: help, completion, every format, and who may read an ask."""

from __future__ import annotations

import click
import pytest

from cxmap.cli.contents import load
from cxmap.cli.exporting import BACKUP
from cxmap.session.papers.formats import FORMATS


def offered(name: str, typed: str = "", **before: str) -> list[str]:
    """What the shell completes for an option or argument of ``export``."""
    command = load("export", "exporting")
    context = click.Context(command)
    context.params.update(before)
    option = next(one for one in command.params if one.name == name)
    return [item.value for item in option.type.shell_complete(context, option, typed)]


def test_the_help_lists_every_export_with_its_formats():
    command = load("export", "exporting")
    lines = command.get_help(click.Context(command)).splitlines()
    for what, formats in FORMATS.items():
        said = next(line.split() for line in lines if line.split()[:1] == [what])
        assert said[1 : len(formats) + 1] == list(formats)
    assert any(line.split()[:2] == [BACKUP, "json"] for line in lines)


def test_the_shell_completes_exports_and_the_formats_that_fit():
    assert offered("what") == [*FORMATS, BACKUP]
    assert offered("what", "a") == ["allies", "asks"]
    assert offered("wanted", what="calendar") == ["ics"]
    assert offered("wanted", "g", what="graph") == ["graphml", "gexf"]
    assert set(offered("wanted")) == {form for formats in FORMATS.values() for form in formats}


@pytest.mark.parametrize(
    ("what", "form"), [(what, form) for what, formats in FORMATS.items() for form in formats]
)
def test_every_paper_goes_out_in_every_format_and_says_first_what_it_leaves_out(
    cxmap, acme, tmp_path, what, form
):
    file = tmp_path / "handed"
    done = cxmap("export", acme, what, "--format", form, "-o", file)
    assert done.code == 0
    notes = [line for line in done.err.splitlines() if line.startswith("note: ")]
    assert notes
    assert done.err.splitlines()[-1] == f"Wrote {file}"
    assert file.read_bytes() or form == "vcf"


def test_an_address_book_of_nobody_says_so(cxmap, tmp_path):
    cxmap("new", tmp_path / "empty.json", "--name", "Empty")
    file = tmp_path / "allies.vcf"
    done = cxmap("export", tmp_path / "empty.json", "allies", "-o", file)
    assert "note: 0 people: nobody is on this list" in done.err
    assert file.read_bytes() == b""


def test_a_backup_is_for_nobody_else(cxmap, acme, tmp_path):
    for option in (["--mask"], ["--audience", "open"]):
        refused = cxmap("export", acme, "backup", *option, "-o", tmp_path / "copy.json")
        assert refused.code == 2
        assert not (tmp_path / "copy.json").exists()


def test_an_ask_is_shown_to_whom_it_is_meant_for(cxmap, acme):
    def shown(audience: str) -> set[str]:
        rows = cxmap("export", acme, "asks", "--format", "json", "--audience", audience).document
        return {row["text"] for row in rows}

    cxmap("ask", acme, "ann", "make", "Speak at the forum", "--visibility", "open")
    cxmap("ask", acme, "ann", "make", "Tell me about Bob", "--visibility", "me")
    assert "Speak at the forum" in shown("open")
    assert "Tell me about Bob" not in shown("circle")
    assert {"Speak at the forum", "Tell me about Bob"} <= shown("me")
    assert cxmap("ask", acme, "ann", "show", "about Bob", "--visibility", "open").code == 0
    assert "Tell me about Bob" in shown("open")
    assert cxmap("ask", acme, "ann", "show", "about Bob").code == 2
    assert cxmap("ask", acme, "ann", "keep", "forum", "--visibility", "me").code == 2
    cxmap("undo", acme)
    assert "Tell me about Bob" not in shown("open")
