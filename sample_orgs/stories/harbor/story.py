"""Harbor Telecom: three months in, charged with much and given little.

Three of eleven leaders act and seven are needed, the chief financial officer among them. Two
openings lead there besides: business and operations (the managing director for business, to whom one
of his own people opens the door, makes the chief operating officer easier), or product and technology
(the product officer, who says yes and has not begun, makes the chief information officer easier).
"""

from __future__ import annotations

from pathlib import Path

from stories.harbor import charge, february, january
from stories.storyteller import Story

NAME = "Harbor Telecom"
"""The map's name."""


def tell(story: Story, folder: Path) -> None:
    """Tell the three months, 1 December 2025 to 2 March 2026."""
    story.on("2025-12-01")
    story.people(folder / "people.csv")
    for part in (charge, january, february):
        part.tell(story)
