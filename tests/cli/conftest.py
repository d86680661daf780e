"""The program as the shell calls it, inside the test's own process: words in, an answer out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from cxmap.cli.main import run


class Answer(NamedTuple):
    """What one command line printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """The error document, the last line of stderr."""
        return json.loads(self.err.splitlines()[-1])["error"]


Cxmap = Callable[..., Answer]


@pytest.fixture
def cxmap(monkeypatch: pytest.MonkeyPatch) -> Cxmap:
    """Run one command line on 2 March 2026."""
    monkeypatch.setenv("CXMAP_TODAY", "2026-03-02")

    def call(*words: str | Path, stdin: str | bytes = "") -> Answer:
        runner = CliRunner()
        with runner.isolation(input=stdin) as (out, err, *_):
            with pytest.raises(SystemExit) as left:
                run([str(word) for word in words])
            code = left.value.code
            printed = out.getvalue().decode(), err.getvalue().decode()
        assert isinstance(code, int)
        return Answer(code, *printed)

    return call


@pytest.fixture
def acme(cxmap: Cxmap, tmp_path: Path) -> Path:
    """A map with a president, two leaders and me."""
    file = tmp_path / "acme.json"
    assert cxmap("new", file, "--name", "Acme CX").code == 0
    assert cxmap("add", file, "Pat Roe", "--title", "President").code == 0
    for name, title in (("Ann Ortiz", "CFO"), ("Bob Li", "COO"), ("Mia Lead", "Head of CX")):
        added = cxmap("add", file, name, "--title", title, "--manager", "Pat Roe")
        assert added.code == 0
    assert cxmap("set", file, "Pat Roe", "president=yes").code == 0
    assert cxmap("set", file, "Mia Lead", "me=yes").code == 0
    return file
