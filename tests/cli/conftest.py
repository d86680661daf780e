"""The program as the shell calls it, inside the test's own process: words in, an answer out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from cxmap.cli.main import run
from cxmap.clock import FixedClock
from cxmap.session.entry.fields import set_fields
from cxmap.session.entry.persons import find_person
from cxmap.session.intents.people import add_person
from cxmap.session.session import Session


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


@pytest.fixture(scope="session")
def acme_original(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a map with a president, two leaders and me; closed, so that they hold all."""
    file = tmp_path_factory.mktemp("acme") / "acme.json"
    with Session.create(file, name="Acme CX", clock=FixedClock(date(2026, 3, 2))) as session:
        pat = session.carry_out(add_person(session.desk, "Pat Roe", title="President")).id
        for name, title in (("Ann Ortiz", "CFO"), ("Bob Li", "COO"), ("Mia Lead", "Head of CX")):
            session.carry_out(add_person(session.desk, name, title=title, manager=pat))
        session.do(set_fields, pat, {"president": "yes"})
        session.do(set_fields, find_person(session.org, "Mia Lead"), {"me": "yes"})
    return file.read_bytes()


@pytest.fixture
def acme(acme_original: bytes, tmp_path: Path) -> Path:
    """A map of four people of one's own."""
    file = tmp_path / "acme.json"
    file.write_bytes(acme_original)
    file.chmod(0o600)
    return file
