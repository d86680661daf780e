"""How high a title sounds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cxmap.playbook.seniority import seniority


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Chief Financial Officer", "top"),
        ("President and Chief Operating Officer", "top"),
        ("Chairman and Chief Executive Officer", "top"),
        ("Gesch\u00e4ftsf\u00fchrer", "top"),
        ("Senior Vice President, Sales", "senior"),
        ("Head of Service", "senior"),
        ("Assistant Director", "senior"),
        ("Vertriebsleiter", "senior"),
        ("Jefe de ventas", "senior"),
        ("Marketing Manager", "middle"),
        ("Teamleiterin IT", "middle"),
        ("Chef d'\u00e9quipe", "middle"),
        ("Financial Analyst", "staff"),
        ("Executive Assistant to the CEO", "staff"),
        ("Non-Executive Director", "board"),
        ("Aufsichtsrat", "board"),
        ("Reklamationen", "unknown"),
        ("", "unknown"),
    ],
)
def test_titles_word_a_level(title, level):
    assert seniority(title) == level


def test_real_titles_are_ranked_as_people_rank_them(shared_data: Path):
    with (shared_data / "titles" / "titles_dev.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["level"]]
    right = sum(seniority(row["title"]) == row["level"] for row in rows)
    assert right / len(rows) >= 0.95
