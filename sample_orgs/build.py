"""Build the sample maps anew from their people files and stories.

    python sample_orgs/build.py [NAME...]

Without a name all of them. The records come out the same every time; a test holds the built files
to that.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from types import MappingProxyType, ModuleType

import stories.blank.story
import stories.harbor.story
import stories.meridian.story
from stories.storyteller import SeededIds, Story, StoryClock

from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.orgmap import record_of
from cxmap.session.session import Session
from cxmap.store.memory import InMemoryStore

HERE = Path(__file__).resolve().parent
"""Where the samples lie, each in a folder of its own name."""

STORIES: MappingProxyType[str, ModuleType] = MappingProxyType(
    {
        "meridian-financial": stories.meridian.story,
        "harbor-telecom": stories.harbor.story,
        "blank-startup": stories.blank.story,
    }
)
"""Folder of a sample to the story it tells; a story has ``NAME`` and ``tell(story, folder)``."""


def told_in_memory(sample: str) -> Session:
    """A sample's whole story in a session that is kept nowhere."""
    name = STORIES[sample].NAME
    first = {"settings": {INITIATIVE: record_of(Initiative(id=INITIATIVE, name=name))}}
    clock = StoryClock()
    session = Session(InMemoryStore(first), clock=clock, make_id=SeededIds(sample))
    STORIES[sample].tell(Story(session, clock), HERE / sample)
    return session


def build(sample: str, folder: Path) -> Path:
    """Tell a sample's story into a new map file in a folder; returns the file."""
    file = folder / f"{sample}.json"
    clock = StoryClock()
    ids = SeededIds(sample)
    with Session.create(file, name=STORIES[sample].NAME, clock=clock, make_id=ids) as session:
        STORIES[sample].tell(Story(session, clock), HERE / sample)
    return file


def is_same(built: Path, target: Path) -> bool:
    """Whether two map files hold the same records; their first lines carry a map's own random mark."""
    return target.exists() and _records(built) == _records(target)


def _records(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("\n")[2]


def main(samples: list[str]) -> None:
    """Build the named samples, or all, and put the map files into their folders."""
    for sample in samples or STORIES:
        with tempfile.TemporaryDirectory() as scratch:
            built = build(sample, Path(scratch))
            target = HERE / sample / built.name
            same = is_same(built, target)
            if not same:
                target.write_bytes(built.read_bytes())
        print(f"{target.relative_to(HERE.parent)}: {'as it was' if same else 'built'}")


if __name__ == "__main__":
    main(sys.argv[1:])
