"""One writer at a time: a lock that the kernel frees when its holder dies.

The lock file also says which commit was saved last. That number is written after the journal is
safe and is itself never made durable, so it can lag behind but never run ahead: a number higher
than what the files hold shows that edits are missing, however neatly they were cut off.

    <line feed>                        the byte that is locked on Windows
    000000000017 3f9a0c2b7d1e4f60      last saved rev, and the map it belongs to
    {"pid": …, "host": …, "user": …}   who holds the lock
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from cxmap.errors import MapLocked
from cxmap.store import disk
from cxmap.store.lines import Mark
from cxmap.store.port import Rev
from cxmap.text import clean_line

if TYPE_CHECKING:
    from filelock import BaseFileLock

_SAVED = re.compile(rb"\n(\d{12}) ([0-9A-Za-z]{1,64})\n")
_POLL_SECONDS = 0.02
_MOST_BYTES = 4096


class Saved(NamedTuple):
    """What the lock file remembers of the last commit."""

    rev: Rev
    map_id: str


class Holder(msgspec.Struct, frozen=True):
    """Who writes to a map."""

    pid: int
    host: str
    user: str
    since: str
    """Moment, ISO 8601."""

    @property
    def words(self) -> str:
        """The same for a message."""
        return clean_line(f"{self.user} on {self.host} (process {self.pid}, since {self.since})")


class WriterLock:
    """The right to write to one map, held until ``release``."""

    def __init__(self, path: Path, lock: BaseFileLock, fd: int) -> None:
        self._path = path
        self._lock = lock
        self._fd = fd
        self._me = b""
        self._first_length = 0

    @classmethod
    def acquire(cls, path: Path, map_file: Path, *, wait: float, now: datetime) -> WriterLock:
        """Become the one who writes.

        Args:
            path: The lock file.
            map_file: The map, for the message.
            wait: Seconds to wait for another writer to finish.
            now: The moment, to be told to others.

        Raises:
            MapLocked: If somebody else still writes; says who.
            OSError: If the lock file cannot be made.
        """
        import filelock

        before = _SAVED.match(_beginning(path))  # some versions of filelock empty the file
        lock = filelock.FileLock(
            path, mode=disk.PRIVATE_FILE, thread_local=False, fallback_to_soft=False
        )
        try:
            lock.acquire(timeout=wait, poll_interval=_POLL_SECONDS)
        except filelock.Timeout:
            raise MapLocked(
                f"another cxmap is writing to this map: {holder(path)}",
                file=map_file,
                hint="close it there, or open the map for reading",
            ) from None
        try:
            fd = os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
        except OSError:
            lock.release()
            raise
        made = cls(path, lock, fd)
        with suppress(OSError):
            disk.make_private([path])
            made._introduce(now, before[0] if before else b"\n%012d 0\n" % 0)
        return made

    def remember(self, map_id: str, mark: Mark) -> None:
        """Note which commit was saved last. A fault here loses nothing and is passed over."""
        first = b"\n%012d %b\n" % (mark.rev, map_id.encode())
        with suppress(OSError):
            if len(first) == self._first_length:
                disk.write_at(self._fd, first, 0)
            else:
                self._write(first)

    def release(self) -> None:
        """Let others write; may be called twice."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        with suppress(OSError):
            self._lock.release()

    def _introduce(self, now: datetime, before: bytes) -> None:
        """Say who holds the lock, and keep what the file remembers, or did before it was locked."""
        known = _SAVED.match(_beginning(self._path))
        me = Holder(os.getpid(), _host(), _user(), now.isoformat(timespec="seconds"))
        self._me = msgspec.json.encode(me)
        self._write(known[0] if known else before)

    def _write(self, first: bytes) -> None:
        text = first + self._me + b"\n"
        disk.write_at(self._fd, text, 0)
        os.ftruncate(self._fd, len(text))
        self._first_length = len(first)


def saved(path: Path) -> Saved | None:
    """The last saved commit as the lock file remembers it; None where it says nothing."""
    match = _SAVED.match(_beginning(path))
    return Saved(int(match[1]), match[2].decode()) if match else None


def holder(path: Path) -> str:
    """Who wrote their name into the lock file last, in words."""
    parts = _beginning(path).split(b"\n")
    try:
        return msgspec.json.decode(parts[2], type=Holder).words
    except (IndexError, msgspec.MsgspecError, UnicodeDecodeError):
        return "who, is not known"


def is_held(path: Path) -> bool:
    """Whether somebody writes just now. Where that cannot be found out, nobody does."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(fd)


def _beginning(path: Path) -> bytes:
    try:
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return b""
    try:
        return os.read(fd, _MOST_BYTES)
    except OSError:
        return b""
    finally:
        os.close(fd)


def _host() -> str:
    import platform

    return platform.node()


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
