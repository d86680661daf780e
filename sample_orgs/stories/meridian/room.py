"""Who sits in Meridian's forum, when, and which message they hear."""

from __future__ import annotations

from datetime import date

FORUM_DAY = date(2026, 2, 12)
"""When the president and the leadership level met over it."""

LEVEL = (
    "Desmond Castellan",
    "Ingrid Fairweather",
    "José Ibarra Luna",
    "Tamsin Okoro",
    "Yusuf Demirkan",
    "Carolyn Baptiste",
    "Øyvind Haugland",
    "Leila Moradi",
    "Bronwen Pryce",
    "Samuel Adeyemi-Cole",
)
"""Those who report to the president and sit in the forum."""

BRIEF_3 = "3 One discipline, in the service of renewals"
"""Third version of the message, for the forum."""

BRIEF_2 = "2 One discipline over the work you already run"
"""Second version of the message, after the allies at the division had read the first."""
