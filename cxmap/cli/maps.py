"""Opening a map for one command, and saying what came of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from cxmap.cli.passphrase import HINT, Passphrase
from cxmap.cli.served import SERVED
from cxmap.cli.speech import document, say, tell
from cxmap.clock import Clock, FixedClock, SystemClock
from cxmap.errors import PassphraseNeeded, UsageError
from cxmap.session.entry.dates import parse_day
from cxmap.session.session import Changed, Session

DAY_VARIABLE = "CXMAP_TODAY"
"""Environment variable that fixes the day (ISO), for demonstrations, screenshots and tests."""


def clock() -> Clock:
    """The machine's clock, or the day that ``CXMAP_TODAY`` names.

    Raises:
        UsageError: If the variable holds no ISO date.
    """
    named = os.environ.get(DAY_VARIABLE)
    if not named:
        return SystemClock()
    try:
        return FixedClock(date.fromisoformat(named))
    except ValueError:
        raise UsageError(
            f"{named!r} is no day", field=DAY_VARIABLE, hint="write it as 2026-03-09"
        ) from None


@contextmanager
def reading(map_file: Path) -> Iterator[Session]:
    """A map open for reading; what the lead should know about the file is said on stderr."""
    with _said(open_session(map_file, read_only=True)) as session:
        yield session


@contextmanager
def writing(map_file: Path) -> Iterator[Session]:
    """A map open for changes; waits a moment for another writer.

    Where commands come in over standard input it is the map that is open already.

    Raises:
        MapLocked: If somebody else is writing for longer.
    """
    served = SERVED.get()
    if served is not None:
        yield served.session
        return
    with _said(open_session(map_file)) as session:
        yield session


def open_session(
    map_file: Path,
    *,
    read_only: bool = False,
    follow_if_locked: bool = False,
    passphrase: Passphrase | None = None,
) -> Session:
    """Open a map; the passphrase of an encrypted one is asked for, three times at most.

    Args:
        map_file: The map.
        read_only: Whether to look only.
        follow_if_locked: Whether to look only when somebody else is writing.
        passphrase: Asks for it; a new one unless it is needed again afterwards.

    Raises:
        PassphraseNeeded: If it is encrypted and cannot be opened.
        CxmapError: As ``Session.open``.
    """
    asked = passphrase or Passphrase()
    for is_last in (False, False, True):
        try:
            return Session.open(
                map_file,
                read_only=read_only,
                follow_if_locked=follow_if_locked,
                clock=clock(),
                ask=asked.ask,
            )
        except PassphraseNeeded as error:
            if is_last or asked.ask is None or not asked.mistaken():
                hint = error.hint if asked.ask else HINT
                raise PassphraseNeeded(error.message, file=map_file, hint=hint) from None
            say(f"{error.message}; {error.hint}")
    raise AssertionError  # the last round returns or raises


@contextmanager
def _said(session: Session) -> Iterator[Session]:
    heard = session.notices
    for notice in heard:
        say(f"note: {notice}")
    with session:
        yield session
    for notice in session.notices[len(heard) :]:
        say(f"note: {notice}")


def report(changed: Changed, *, as_json: bool) -> None:
    """Say what a command has changed.

    The sentence goes to stderr. On stdout stands the id of the record that was made or changed, so
    that a script can go on with it, or the whole as a document. Where commands come in over standard
    input, the answer to the line says it.
    """
    served = SERVED.get()
    if served is not None:
        served.changed = changed
        return
    if as_json:
        document(
            {
                "id": changed.id or None,
                "rev": changed.rev,
                "changed": bool(changed.tables),
                "summary": changed.summary,
            }
        )
        return
    say(changed.summary if changed.tables else "Nothing to change: it stands like that already")
    if changed.id:
        tell(changed.id)


def day_of(text: str | None, session: Session, option: str) -> date | None:
    """The day that was typed for an option; None when none was.

    Raises:
        UsageError: If it is no day.
    """
    return None if text is None else parse_day(text, session.clock.today(), field=option)
