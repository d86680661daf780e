"""The program around its commands: help, version, completion, places, options, doctor, demo."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from cxmap import __version__, paths
from cxmap.cli import screen
from cxmap.cli.contents import ENTRIES, load
from cxmap.cli.doctor import _library
from cxmap.cli.main import program
from cxmap.cli.screen import show_on_screen
from cxmap.config import Config, load_config
from cxmap.session.demo import sample_names
from cxmap.session.session import Session
from cxmap.tui import welcome
from cxmap.tui.welcome import Beginning


@pytest.mark.parametrize("name", ENTRIES)
def test_the_table_of_contents_says_what_the_command_says(name):
    command = load(name, ENTRIES[name].module)
    assert command.name == name
    first = command.get_short_help_str(limit=200).rstrip(".")
    assert set(ENTRIES[name].says.rstrip(".").casefold().split()[:2]) & set(
        first.casefold().split()
    )


@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_has_help_with_a_text_for_every_option(cxmap, name):
    shown = cxmap(name, "--help")
    assert shown.code == 0
    assert shown.out.startswith("Usage: cxmap ")
    command = load(name, ENTRIES[name].module)
    context = click.Context(command)
    options = [p for p in command.get_params(context) if isinstance(p, click.Option)]
    assert all(option.help for option in options)


def test_the_version_is_one_line(cxmap):
    assert cxmap("--version").out == f"cxmap {__version__}\n"


def test_help_lists_every_command_and_the_exit_codes(cxmap):
    shown = cxmap("--help").out
    assert all(f"  {name}" in shown for name in ENTRIES)
    assert "5 somebody else is writing" in " ".join(shown.split())


def complete(*words: str, incomplete: str = "") -> list[str]:
    finder = ShellComplete(program, {}, "cxmap", "_CXMAP_COMPLETE")
    return [item.value for item in finder.get_completions(list(words), incomplete)]


def test_commands_samples_words_and_people_complete(cxmap, acme):
    assert complete(incomplete="se") == ["set", "settings"]
    assert complete("demo", incomplete="har") == ["harbor-telecom"]
    assert complete("evidence", str(acme), "ann", incomplete="me") == ["metric_ownership"]
    cxmap("set", acme, "ann", "email=ann@acme.example")
    assert complete("show", str(acme), incomplete="ORT") == ["ann@acme.example"]
    assert complete("show", str(acme.with_name("none.json")), incomplete="a") == []


# Opening the screen.


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Maps that were shown; the screen itself is left out."""
    opened: list[Path] = []

    def show(map_file: Path, **_: object) -> int:
        assert map_file.is_file()
        opened.append(map_file)
        return 0

    monkeypatch.setattr(screen, "show_on_screen", show)
    monkeypatch.setattr(screen, "refuse_without_terminal", lambda _: None)
    return opened


def test_a_map_alone_is_opened_and_so_is_the_last_one(cxmap, acme, shown):
    assert cxmap(acme).code == 0
    paths.remember_map(acme)
    assert cxmap().code == 0
    assert shown == [acme, acme]


def test_without_a_last_map_three_ways_to_begin_are_named(cxmap):
    welcome = cxmap()
    assert welcome.code == 0
    assert "cxmap demo" in welcome.out
    assert "cxmap import" in welcome.out


@pytest.mark.parametrize(
    ("chosen", "file"),
    [
        (Beginning("tour"), "harbor-telecom.json"),
        (Beginning("new", "Acmé & Söhne!"), "acme-sohne.json"),
        (Beginning("import", "東京"), "map.json"),
    ],
)
def test_the_welcome_leads_to_a_sample_or_a_map(cxmap, shown, monkeypatch, chosen, file):
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setattr(welcome, "welcome", lambda _: chosen)
    assert cxmap().code == 0
    assert [map_file.name for map_file in shown] == [file]
    if chosen.name:
        with Session.open(shown[0], read_only=True) as session:
            assert session.org.initiative.name == chosen.name


def test_leaving_the_welcome_opens_and_makes_nothing(cxmap, shown, monkeypatch, home):
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setattr(welcome, "welcome", lambda _: None)
    assert cxmap().code == 0
    assert not shown
    assert not home.exists()


def test_the_last_map_is_forgotten_when_it_is_gone(tmp_path):
    map_file = tmp_path / "gone.json"
    map_file.touch()
    paths.remember_map(map_file)
    assert paths.last_map() == map_file
    map_file.unlink()
    assert paths.last_map() is None


def test_the_screen_is_refused_where_nobody_could_see_it(cxmap, acme):
    refused = cxmap(acme)
    assert (refused.code, refused.out) == (2, "")
    assert "terminal" in refused.err
    assert cxmap("demo").code == 2


def test_a_wrong_config_is_named_before_the_screen_opens(acme, home):
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text("theme = 3", encoding="utf-8")
    with pytest.raises(Exception, match="does not fit"):
        show_on_screen(acme)


# Samples.


def test_demo_opens_a_copy_for_now_or_keeps_it(cxmap, shown):
    assert cxmap("demo", "blank-startup").code == 0
    assert not shown[0].exists()
    assert cxmap("demo", "blank-startup", "--keep").code == 0
    assert cxmap("demo", "blank-startup", "--keep").code == 0
    kept = [file.name for file in shown[1:]]
    assert kept == ["blank-startup.json", "blank-startup-2.json"]
    assert shown[1].parent == paths.data_folder()
    assert stat.S_IMODE(shown[1].stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.data_folder().stat().st_mode) == 0o700


def test_demo_can_only_make_the_copy_and_list_the_samples(cxmap, tmp_path):
    file = tmp_path / "sample.json"
    assert cxmap("demo", "-o", file).code == 0
    with Session.open(file, read_only=True) as session:
        assert len(session.org.people) > 100
    assert cxmap("demo", "--list").out.split() == list(sample_names())
    assert cxmap("demo", "-o", file).code == 2
    unknown = cxmap("demo", "atlantis", "-o", tmp_path / "x.json")
    assert unknown.code == 2
    assert "harbor-telecom" in unknown.err


# Places and options.


def test_config_path_names_every_place_under_the_home(cxmap, home):
    places = cxmap("config", "path", "--json").document
    assert places["config"] == str(home / "config" / "config.toml")
    assert {places["data"], places["state"]} == {str(home / "data"), str(home / "state")}
    assert str(home) in cxmap("config", "path").out
    assert not home.exists()


def test_without_a_home_the_folders_of_the_platform_are_used(cxmap, monkeypatch):
    monkeypatch.delenv("CXMAP_HOME")
    assert cxmap("config", "path", "--json").document["config"].endswith("config.toml")


def test_config_show_marks_what_the_file_sets(cxmap, home):
    assert cxmap("config", "show", "--json").document["theme"] == "cxmap-dark"
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('theme = "cxmap-light"', encoding="utf-8")
    shown = cxmap("config", "show").out
    assert any(line.split() == ["*", "theme", "cxmap-light"] for line in shown.splitlines())


def test_config_edit_begins_with_an_example_that_is_in_order(cxmap, home, monkeypatch):
    monkeypatch.setattr(click, "edit", lambda **_: None)
    assert cxmap("config", "edit").code == 0
    file = home / "config" / "config.toml"
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert load_config(file) == Config()
    lines = file.read_text(encoding="utf-8").splitlines()[2:]
    file.write_text("\n".join(line.removeprefix("# ") for line in lines), encoding="utf-8")
    assert load_config(file) == Config(keys={"person.talk": "t,l"})


@pytest.mark.parametrize(
    ("text", "field", "near"),
    [
        ('thme = "x"', "thme", "theme"),
        ("theme = 3", "theme", "default"),
        ('audience = "all"', "audience", "circle"),
        ("[keys]\nnext = 3", "keys", ""),
    ],
)
def test_a_wrong_option_is_named_with_its_file(cxmap, home, text, field, near):
    (home / "config").mkdir(parents=True)
    file = home / "config" / "config.toml"
    file.write_text(text, encoding="utf-8")
    refused = cxmap("config", "show", "--json")
    assert (refused.code, refused.out) == (2, "")
    assert refused.error["code"] == "config"
    assert refused.error["file"] == str(file)
    assert field in refused.error["field"]
    assert near in (refused.error["hint"] or "")


def test_a_config_that_is_no_toml_is_named_with_its_line(cxmap, home):
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_bytes(b'theme = "x"\nmask = maybe\n')
    assert cxmap("config", "show", "--json").error["line"] == 2
    (home / "config" / "config.toml").write_bytes(b"\xff\xfe")
    assert "UTF-8" in cxmap("config", "show", "--json").error["message"]


# Doctor.


def test_doctor_finds_a_healthy_program(cxmap):
    seen = cxmap("doctor", "--json").document["signs"]
    names = {sign["name"] for sign in seen}
    assert {"cxmap", "python", "textual", "config folder", "encoding", "samples"} <= names
    assert "pytest" not in names
    assert cxmap("doctor").code == 0
    assert "ok" in cxmap("doctor").out


def test_doctor_misses_a_library_and_names_the_extra_of_another():
    missing = _library("no-such-library", "")
    assert (missing.ok, missing.value) == (False, "missing")
    extra = _library("no-such-library", "encrypt")
    assert extra.ok
    assert "cxmap[encrypt]" in extra.value


def test_doctor_sees_open_folders_wrong_options_and_a_map_in_disorder(cxmap, acme, home):
    (home / "state").mkdir(parents=True, mode=0o755)
    os.chmod(home / "state", 0o755)  # noqa: PTH101, S103 - the fault that is looked for
    cxmap("set", acme, "mia", "me=no")
    seen = cxmap("doctor", acme, "--json")
    assert seen.code == 1
    wrong = {sign["name"] for sign in seen.document["signs"] if not sign["ok"]}
    assert wrong == {"state folder", "no_me"}
    assert "chmod 700" in cxmap("doctor").out
