"""The passphrase of an encrypted map: from the environment, or typed without being seen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import click

from cxmap.errors import UsageError

VARIABLE = "CXMAP_PASSPHRASE"
"""Environment variable with the passphrase, for scripts."""

NEW_VARIABLE = "CXMAP_NEW_PASSPHRASE"
"""The same for the new one when a passphrase is changed."""

HINT = f"type it in a terminal, or give it in the variable {VARIABLE}"
"""What to do where nobody can be asked."""


class Passphrase:
    """Asks at most once, and only when an encrypted map is met."""

    def __init__(self) -> None:
        self._known = os.environ.get(VARIABLE, "")

    @property
    def ask(self) -> Callable[[], str] | None:
        """Gives the passphrase; None where nobody can be asked."""
        return self._say if self._known or can_ask() else None

    def mistaken(self) -> bool:
        """Forget what was typed; whether it is worth asking again."""
        if os.environ.get(VARIABLE) or not can_ask():
            return False
        self._known = ""
        return True

    def _say(self) -> str:
        if not self._known:
            self._known = str(click.prompt("Passphrase", hide_input=True, err=True))
        return self._known


def new_passphrase(variable: str = VARIABLE) -> str:
    """A passphrase to be set: from a variable, or typed twice.

    Raises:
        UsageError: If the variable is empty and nobody can be asked.
    """
    given = os.environ.get(variable)
    if given:
        return given
    if not can_ask():
        raise UsageError(
            "a passphrase is needed",
            field=variable,
            hint=f"type it in a terminal, or give it in the variable {variable}",
        )
    return str(
        click.prompt("New passphrase", hide_input=True, confirmation_prompt="Once more", err=True)
    )


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
