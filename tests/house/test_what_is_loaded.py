"""What a start loads: start-up is a feature, so the heavy parts are named and kept out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cxmap.session.demo import copy_sample

COMMAND = """
import json, sys
from cxmap.cli.main import run
try:
    run(sys.argv[1:])
except SystemExit:
    pass
sys.stdout.flush()
print("\\n" + json.dumps(sorted(sys.modules)))
"""

FIRST_FRAME = """
import asyncio, json, sys
from pathlib import Path
from cxmap.session.session import Session
from cxmap.tui.app import CxmapApp

async def first_frame():
    with Session.open(Path(sys.argv[1])) as session:
        async with CxmapApp(session).run_test(size=(100, 30)) as pilot:
            await pilot.pause()

asyncio.run(first_frame())
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def modules_of(script: str, *words: str | Path) -> set[str]:
    """Every module that is loaded at the end of a script in a fresh interpreter."""
    ended = subprocess.run(
        [sys.executable, "-c", script, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert ended.returncode == 0, ended.stderr
    return set(json.loads(ended.stdout.splitlines()[-1]))


def among(modules: set[str], packages: str) -> set[str]:
    """Which of some packages are loaded."""
    return {package for package in packages.split() if package in modules}


@pytest.fixture
def harbor(tmp_path: Path) -> Path:
    """A copy of the sample of 200 people."""
    file = tmp_path / "harbor.json"
    copy_sample("harbor-telecom", file, today=date(2026, 3, 2))
    return file


def test_the_version_loads_next_to_nothing():
    loaded = modules_of(COMMAND, "--version")
    assert not among(
        loaded,
        "textual networkx tinydb openpyxl xlsxwriter rich msgspec orjson platformdirs rapidfuzz"
        " tomllib importlib.metadata asyncio cxmap.session cxmap.model cxmap.store cxmap.plan",
    )


def test_the_help_loads_no_command():
    loaded = modules_of(COMMAND, "--help")
    assert not among(loaded, "cxmap.cli.people cxmap.cli.advice cxmap.session textual msgspec")


def test_next_loads_no_screen_and_no_reader(harbor):
    loaded = modules_of(COMMAND, "next", harbor)
    assert "cxmap.plan.solve" in loaded
    assert not among(loaded, "textual networkx openpyxl xlsxwriter cxmap.tui asyncio rapidfuzz")


def test_an_import_of_text_loads_no_workbook(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("id,name,manager_id\n1,Ann Ortiz,\n2,Bob Li,1\n", encoding="utf-8")
    loaded = modules_of(COMMAND, "import", tmp_path / "new.json", people)
    assert "cxmap.exchange.reading" in loaded
    assert not among(loaded, "textual networkx openpyxl xlsxwriter")


@pytest.mark.screen
def test_the_first_frame_loads_no_graph_and_no_workbook(harbor):
    loaded = modules_of(FIRST_FRAME, harbor)
    assert "textual" in loaded
    assert not among(loaded, "networkx numpy openpyxl xlsxwriter jinja2 rapidfuzz")
