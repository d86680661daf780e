"""Rules that no single test of a room sees: layers, sizes, names, bounds, and the README's lines."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cxmap.cli.contents import ENTRIES

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "cxmap").rglob("*.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

LONGEST_FILE = 500
LONGEST_FUNCTION = 65


def shell_lines(text: str) -> list[str]:
    """The lines of the fenced shell blocks of a Markdown text."""
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_the_layers_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run(
        [str(lint), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_ci_calls_the_test_line_of_the_readme_word_for_word():
    tests = [
        line for line in shell_lines(README) if "pytest" in line and line.startswith("python3")
    ]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert len(tests) == 1
    assert tests[0] in [line.strip() for line in ci.splitlines()]


def test_the_opening_line_of_the_readme_does_all_the_set_up():
    opening = [line for line in shell_lines(README) if line.endswith("cxmap demo")]
    assert opening[0] == (
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/cxmap demo"
    )


def test_the_readme_names_every_command():
    named = {word for row in re.findall(r"^\| `cxmap ([^`]*)`", README, flags=re.MULTILINE)
             for word in re.split(r"[^a-z-]+", row)}  # fmt: skip
    named |= {word for row in re.findall(r"`cxmap ([a-z-]+)", README) for word in (row,)}
    assert set(ENTRIES) <= named


@pytest.mark.parametrize(
    "requirement",
    [
        *PROJECT["project"]["dependencies"],
        *(line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra),
    ],
)
def test_every_dependency_is_bounded_on_both_sides(requirement):
    assert "==" in requirement or (">=" in requirement and "<" in requirement)


def test_no_file_grows_beyond_what_one_can_keep_in_mind():
    long = {
        str(file.relative_to(ROOT)): count
        for file in MODULES
        if (count := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_no_function_grows_beyond_a_page():
    long = []
    for file in MODULES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and node.body[1:] else node.body
                lines = (node.end_lineno or 0) - body[0].lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{file.relative_to(ROOT)}:{node.lineno} {node.name} {lines}")
    assert not long


def test_packages_re_export_nothing():
    for file in MODULES:
        if file.name == "__init__.py" and file.parent.name != "cxmap":
            body = ast.parse(file.read_text(encoding="utf-8")).body
            assert [type(node) for node in body] == [ast.Expr], file


def test_no_file_is_called_after_what_it_is_not():
    empty_names = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "stuff"}
    assert not {file.stem for file in MODULES} & empty_names
