"""What others may see and do: the window's title, a second window on the same map, a passphrase."""

from __future__ import annotations

import time

import pytest

pytest.importorskip("pyte")
pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from screen import run, terminal

pytestmark = pytest.mark.terminal


def test_the_title_names_the_map_until_names_are_masked_and_is_given_back(tmp_path, home):
    acme = tmp_path / "acme.json"
    run("new", acme, "--name", "Acme CX", home=home)
    run("add", acme, "Ann Ortiz", home=home)
    with terminal(acme, home=home) as shown:
        shown.see("? help")
        shown.press("5")
        shown.see("Ann Ortiz")
        assert b"\x1b]2;Acme CX - cxmap\x07" in shown.bytes
        shown.press("m")
        shown.see("Names are masked")
        assert b"\x1b]2;cxmap\x07" in shown.bytes
        assert "Ortiz" not in shown.text
        assert shown.leave() == 0
        assert shown.bytes.index(b"\x1b[22;2t") < shown.bytes.rindex(b"\x1b[23;2t")


def test_a_second_window_names_the_first_and_follows_it_within_a_second(tmp_path, home):
    acme = tmp_path / "acme.json"
    run("new", acme, "--name", "Acme CX", home=home)
    run("add", acme, "Ann Ortiz", home=home)
    with terminal(acme, home=home) as first:
        first.see("? help")
        with terminal(acme, home=home, columns=140) as second:
            second.see("Read-only: another cxmap is writing to this map")
            assert f"process {first.process.pid}" in second.text
            second.press("5")
            second.see("Ann Ortiz")
            first.press("+")
            first.see("Add people: name")
            first.press("Ben Li\x13")
            first.see("Added Ben Li")
            saved = time.monotonic()
            second.see("Ben Li")
            assert time.monotonic() - saved < 3, "a busy machine gets three times the second"
            refused = run("add", acme, "Zoe Ek", home=home)
            assert refused.returncode == 5
            assert second.leave() == 0
        first.process.kill()
        first.process.wait()
        assert run("add", acme, "Zoe Ek", home=home).returncode == 0, "freed at once"


def test_a_passphrase_is_asked_for_without_being_shown(tmp_path, home):
    acme = tmp_path / "acme.json"
    run("new", acme, "--name", "Acme CX", home=home)
    run("add", acme, "Ann Ortiz", home=home)
    with terminal("encrypt", acme, home=home) as shown:
        for question in ("New passphrase", "Once more"):
            shown.see(question)
            shown.press("correct horse\r")
        assert shown.wait() == 0
        assert b"correct" not in shown.bytes
    with terminal(acme, home=home) as shown:
        shown.see("Passphrase:")
        shown.press("wrong horse\r")
        shown.see("does not open the map")
        while shown.text.count("Passphrase:") < 2:
            shown.read(0.1)
        shown.press("correct horse\r")
        shown.see("? help")
        assert b"horse" not in shown.bytes
        assert shown.leave() == 0
    assert run("show", acme, "ann", home=home).returncode == 4
