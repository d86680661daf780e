"""Meridian Financial: ten months on the broad route, from a service team to the president's forum.

Outcome owners first, operational drivers next, allies at the division alongside; the case shown
several times; a maturity baseline by four stakeholders; critical mass; the forum; the council.
"""

from __future__ import annotations

from pathlib import Path

from stories.meridian import bearings, case, drivers, forum, mass, owners
from stories.storyteller import Story

NAME = "Meridian Financial"
"""The map's name."""


def tell(story: Story, folder: Path) -> None:
    """Tell the ten months, 5 May 2025 to 2 March 2026."""
    story.on("2025-05-05")
    story.people(folder / "people.csv")
    for part in (bearings, owners, drivers, case, mass, forum):
        part.tell(story)
