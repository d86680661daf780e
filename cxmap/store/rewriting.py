"""Writing a whole map anew, with all its past: to encrypt it, to decrypt it, to forget somebody.

The journal's chain only grows, so that nothing can be taken out of it unnoticed. When something
has to go from everywhere, everything is written again: map file, history with a new chain, earlier
versions, copies in the same folder, and whatever was set aside beside the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from cxmap.clock import Clock, SystemClock
from cxmap.errors import CxmapError, ReadOnlyMap, SaveFailed, UsageError
from cxmap.store import backups, disk, lines, past, tinyfile
from cxmap.store.assessment import Assessment
from cxmap.store.contents import Contents
from cxmap.store.journal import Journal, Start, first_line
from cxmap.store.lines import Mark, Pen
from cxmap.store.opening import open_map
from cxmap.store.places import Places
from cxmap.store.port import Commit, Rev
from cxmap.store.reading import read_state
from cxmap.store.sealing import Keys, Seal, new_seal
from cxmap.store.writer_lock import WriterLock

SEALED_ENDING = ".sealed"
"""What the name of an encrypted set-aside file ends with."""

_LONGEST_HEADER = 1 << 16
"""More bytes than the first line of a map ever has."""

_ASIDE = ("torn-", "set-aside-", "damaged-", "outside-")


class Alteration(msgspec.Struct, frozen=True):
    """What is to be different in every place."""

    contents: Callable[[Contents], Contents] = lambda contents: contents
    """Applied to the records of the map and of each earlier version."""
    commit: Callable[[Commit], Commit] = lambda commit: commit
    """Applied to each command of the history; the number stays."""
    drops: Callable[[bytes], bool] = lambda raw: False  # noqa: ARG005 - the field's signature
    """Whether a set-aside file, whose bytes are no map, has to go."""


def encrypt(path: Path, passphrase: str, *, wait: float = 2.0, clock: Clock | None = None) -> None:
    """Encrypt a map with all its past; done twice it finishes what was interrupted.

    Raises:
        UsageError: If the passphrase is too short.
        MissingExtra: If the ``cryptography`` package is not installed.
        PassphraseNeeded: If it is encrypted already, with another passphrase.
        MapLocked, DamagedMap, ReadOnlyMap, SaveFailed: As on opening and saving.
    """

    def sealed(pen: Pen) -> Pen:
        return pen if pen.seal is not None else pen._replace(seal=new_seal(passphrase))

    rewrite(path, Alteration(), sealed, Keys(lambda: passphrase), wait=wait, clock=clock)


def decrypt(path: Path, passphrase: str, *, wait: float = 2.0, clock: Clock | None = None) -> None:
    """Make an encrypted map readable again, with all its past.

    Raises:
        PassphraseNeeded: If the passphrase is another one.
        MapLocked, DamagedMap, ReadOnlyMap, SaveFailed: As on opening and saving.
    """
    keys = Keys(lambda: passphrase)
    rewrite(path, Alteration(), lambda pen: pen._replace(seal=None), keys, wait=wait, clock=clock)


def change_passphrase(
    path: Path, old: str, new: str, *, wait: float = 2.0, clock: Clock | None = None
) -> None:
    """Encrypt a map under another passphrase; what is sealed keeps its key.

    Raises:
        UsageError: If the map is not encrypted, or the new passphrase is too short.
        PassphraseNeeded: If the old passphrase is another one.
        MapLocked, DamagedMap, ReadOnlyMap, SaveFailed: As on opening and saving.
    """

    def sealed(pen: Pen) -> Pen:
        if pen.seal is None:
            raise UsageError("the map is not encrypted", file=path)
        return pen._replace(seal=pen.seal.under(new))

    rewrite(path, Alteration(), sealed, Keys(lambda: old), wait=wait, clock=clock)


def rewrite(
    path: Path,
    alteration: Alteration,
    new_pen: Callable[[Pen], Pen],
    keys: Keys,
    *,
    wait: float,
    clock: Clock | None,
) -> tuple[str, ...]:
    """Write everything that belongs to a map anew.

    Args:
        path: The map file; nobody may be writing to it.
        alteration: What is to be different.
        new_pen: How the lines are to be written, from how they are written now.
        keys: What opens the map as it is.
        wait: Seconds to wait for another writer.
        clock: Tells the moment.

    Returns:
        What had to be removed, in words.

    Raises:
        MapLocked, DamagedMap, ReadOnlyMap, SaveFailed: As on opening and saving. After SaveFailed
        the map opens, and doing it again finishes it.
    """
    clock = clock or SystemClock()
    places = Places.of(path, keys)
    _put_in_order(path, keys, wait, clock)
    lock = WriterLock.acquire(places.lock, places.map, wait=wait, now=clock.now())
    try:
        found = read_state(places)
        pen = new_pen(found.pen)
        if pen.seal is not None:
            keys.add(pen.seal)
        work = _Work(places, found, pen, alteration)
        steps = [
            work.write_map, work.write_history, work.write_versions, work.write_copies,
            work.write_aside,
        ]  # fmt: skip
        if pen.seal is None:  # the key stands in the map file: it goes last
            steps = [*steps[1:], steps[0]]
        for step in steps:
            step()
        lock.remember(pen.map_id, work.mark)
        return tuple(work.words)
    except OSError as error:
        raise SaveFailed(
            f"not everything was rewritten: {disk.reason(error)}", file=path, hint="do it again"
        ) from error
    finally:
        lock.release()


def _put_in_order(path: Path, keys: Keys, wait: float, clock: Clock) -> None:
    """Fold the map, so that nothing is left in the journal.

    Raises:
        ReadOnlyMap: If it may not be written.
        SaveFailed: If it could not be folded.
    """
    with open_map(path, wait=wait, clock=clock, keys=keys) as store:
        if store.caps.read_only:
            raise ReadOnlyMap(store.caps.why_read_only, file=path)
        store.fold()


class _Work:
    """One rewriting in progress."""

    def __init__(self, places: Places, found: Assessment, pen: Pen, alteration: Alteration) -> None:
        self._places = places
        self._found = found
        self._pen = pen
        self._alteration = alteration
        self._heads: dict[Rev, str] = {}
        self._history = self._altered_history()
        self.mark = self._mark_at(found.mark.rev)
        self.words: list[str] = []

    def _altered_history(self) -> bytes:
        """The whole history with a new chain."""
        known, _ = past.recall(self._places.history, self._pen.map_id)
        mark = Mark(-1, lines.first_head(lines.new_map_id()))
        parts: list[bytes] = []
        for old in known:
            commit = self._alteration.commit(self._found.pen.decode(old))
            if old.rev != mark.rev + 1:
                mark = Mark(old.rev - 1, mark.head)
                parts.append(first_line(Start(self._pen.map_id, mark)))
                self._heads[mark.rev] = mark.head
            body = self._pen.encode(commit.rev, commit.command, commit.changes)
            line = lines.next_line(mark, body)
            parts.append(line.raw)
            mark = line.mark
            self._heads[mark.rev] = mark.head
        return b"".join(parts)

    def _mark_at(self, rev: Rev) -> Mark:
        """The point after a commit in the new chain."""
        return Mark(rev, self._heads.get(rev, lines.first_head(self._pen.map_id)))

    def write_map(self) -> None:
        """The map file and an empty journal."""
        contents = self._alteration.contents(self._found.contents)
        disk.replace(self._places.map, tinyfile.write(self._pen, self.mark, contents))
        Journal.create(self._places.log, Start(self._pen.map_id, self.mark)).close()

    def write_history(self) -> None:
        """The history, where there is one."""
        if self._places.history.exists():
            disk.replace(self._places.history, self._history)

    def write_versions(self) -> None:
        """The earlier versions; those that are no maps of ours like set-aside files."""
        for version in backups.versions(self._places.kept):
            path = self._places.kept / version.name
            if not self._alter_map(path):
                self._alter_bytes(path)

    def write_copies(self) -> None:
        """Copies of the map that lie beside it; those that go their own way are named."""
        for path in copies(self._places, self._found.pen.map_id):
            is_in_use = Places.of(path).log.exists()
            if is_in_use or not self._alter_map(path):
                why = "has edits of its own" if is_in_use else "could not be opened"
                self.words.append(
                    f"{path.name} is a copy of this map that {why}; it stays as it is"
                )

    def _alter_map(self, path: Path) -> bool:
        """Write a version of the map anew; False where the file is none that can be read."""
        file = None
        with suppress(CxmapError):
            file = tinyfile.read(disk.read_file(path), path.name, self._places.keys)
        if file is None or file.header is None or not file.is_intact:
            return False
        contents = self._alteration.contents(file.contents)
        disk.replace(path, tinyfile.write(self._pen, self._mark_at(file.header.seq), contents))
        return True

    def write_aside(self) -> None:
        """What was once set aside beside the map, and foreign files among the versions."""
        for path in set_aside_files(self._places):
            self._alter_bytes(path)

    def _alter_bytes(self, path: Path) -> None:
        """Remove a file, or seal or open it as a whole."""
        raw = disk.read_file(path)
        was_sealed = path.name.endswith(SEALED_ENDING)
        about = f"{self._pen.map_id} file {path.name.removesuffix(SEALED_ENDING)}"
        old: Seal | None = self._found.pen.seal
        if was_sealed and old is not None:
            with suppress(CxmapError):
                raw = old.open(raw, about)
                was_sealed = False
        if self._alteration.drops(raw):
            path.unlink()
            disk.sync_folder(path.parent)
            self.words.append(f"{path.name} was removed")
            return
        if was_sealed:
            return
        plain = path.with_name(path.name.removesuffix(SEALED_ENDING))
        target, data = plain, raw
        if self._pen.seal is not None:
            target = plain.with_name(plain.name + SEALED_ENDING)
            data = self._pen.seal.close(raw, about)
        disk.replace(target, data)
        if target != path:
            path.unlink()
            disk.sync_folder(path.parent)


def copies(places: Places, map_id: str) -> Iterable[Path]:
    """The files beside a map that say of themselves that they are that map, by name."""
    known = {places.map, places.log, places.lock, *set_aside_files(places)}
    found = []
    for path in sorted(places.map.parent.iterdir()):
        if path in known or path.is_symlink() or not path.is_file():
            continue
        with suppress(OSError), path.open("rb") as file:
            header = tinyfile.header_of_line(file.readline(_LONGEST_HEADER).rstrip(b"\n"))
            if header is not None and header.map == map_id:
                found.append(path)
    return found


def set_aside_files(places: Places) -> Iterable[Path]:
    """The files beside a map that cxmap once set aside, sealed ones too, by name."""
    starts = tuple(f"{path.name}.{word}" for path in (places.map, places.log) for word in _ASIDE)
    beside = [p for p in places.map.parent.iterdir() if p.name.startswith(starts)]
    if places.kept.is_dir():
        beside += places.kept.glob(f"*{SEALED_ENDING}")
    return sorted(beside)
