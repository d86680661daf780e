"""Blank Startup: twelve people and nothing yet, so that everything is still to be said."""

from __future__ import annotations

from pathlib import Path

from stories.storyteller import Story

NAME = "Blank Startup"
"""The map's name."""


def tell(story: Story, folder: Path) -> None:
    """Bring in the people and stop there: who I am is the first question."""
    story.on("2026-03-02")
    story.people(folder / "people.csv")
