"""Which papers were written about a map: so that somebody who is erased goes from them too.

A list in the program's state folder names each file with a hash of its bytes. A file that somebody
changed, moved or exchanged since is nobody's but theirs: it is passed over.
"""

from __future__ import annotations

import hashlib
import html
import io
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from cxmap.paths import papers_file, private_folder

_FOLDED = "\r\n "
"""How a calendar or a card goes on in the next line."""

_LARGEST_PART = 50_000_000
"""Bytes that are looked at in one part of a workbook; the program writes none so large."""


class _Paper(msgspec.Struct, frozen=True):
    map: str
    file: str
    sum: str


def note_paper(file: Path, data: bytes, map_file: Path) -> None:
    """Remember that a paper about a map was written; where that is not possible, nothing is said."""
    paper = _Paper(str(map_file.resolve()), str(file.resolve()), _sum(data))
    with suppress(OSError):
        known = [one for one in _papers() if one.file != paper.file]
        _remember([*known, paper])


def papers_naming(map_file: Path, is_named: Callable[[str], bool]) -> tuple[Path, ...]:
    """The papers about a map in which a text stands, as they were written, by name.

    Args:
        map_file: The map.
        is_named: Whether a text is one that is looked for.
    """
    found = []
    for paper in _papers():
        if paper.map != str(map_file.resolve()):
            continue
        with suppress(OSError):
            data = Path(paper.file).read_bytes()
            if _sum(data) == paper.sum and any(map(is_named, _texts(data))):
                found.append(Path(paper.file))
    return tuple(sorted(found))


def remove_papers(files: Collection[Path], is_named: Callable[[str], bool]) -> None:
    """Remove papers and forget that they were there, and every other whose name tells of somebody.

    Args:
        files: What ``papers_naming`` found.
        is_named: As there.

    Raises:
        OSError: If one cannot be removed.
    """
    for file in files:
        file.unlink(missing_ok=True)
    gone = set(map(str, files))
    known = _papers()
    kept = [one for one in known if one.file not in gone and not is_named(one.file)]
    if kept != known:
        _remember(kept)


def _texts(data: bytes) -> Iterator[str]:
    """What a reader of the bytes would see."""
    if data.startswith(b"PK"):
        import zipfile

        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as book:
            for part in book.infolist():
                with book.open(part) as file:
                    yield html.unescape(file.read(_LARGEST_PART).decode("utf-8", "replace"))
        return
    text = data.decode("utf-8", "replace")
    yield text
    yield html.unescape(text.replace(_FOLDED, ""))


def _papers() -> list[_Paper]:
    try:
        raw = papers_file().read_bytes()
    except OSError:
        return []
    found = []
    for line in raw.splitlines():
        with suppress(msgspec.DecodeError):
            found.append(msgspec.json.decode(line, type=_Paper))
    return found


def _remember(papers: list[_Paper]) -> None:
    target = papers_file()
    private_folder(target.parent)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(msgspec.json.encode(one) + b"\n" for one in papers)
    part.replace(target)


def _sum(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
