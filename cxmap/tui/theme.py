"""The two colour worlds of cxmap: ink for the evening, paper for the day.

Every pair of text and ground that a screen may show keeps a contrast of at least 4.5 : 1
(WCAG 2.2, success criterion 1.4.3).
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="cxmap-dark",
    dark=True,
    primary="#7fb2e5",
    secondary="#a99be0",
    accent="#e0b873",
    foreground="#d9dfe8",
    background="#12161d",
    surface="#171c25",
    panel="#1f2632",
    success="#8cc79f",
    warning="#e0b873",
    error="#ec9a91",
    variables={
        "text": "#d9dfe8",
        "text-muted": "#99a6b9",
        "text-disabled": "#7f8b9d",
        "text-primary": "#7fb2e5",
        "text-secondary": "#a99be0",
        "text-success": "#8cc79f",
        "text-warning": "#e0b873",
        "text-error": "#ec9a91",
        "text-accent": "#e0b873",
        "border": "#7fb2e5",
        "border-blurred": "#2b3442",
        "block-cursor-background": "#28384d",
        "block-cursor-foreground": "#f2f5f9",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#1f2a39",
        "block-cursor-blurred-foreground": "#d9dfe8",
        "scrollbar": "#2f3a4a",
        "scrollbar-hover": "#45546a",
        "scrollbar-active": "#7fb2e5",
        "scrollbar-background": "#151a22",
        "footer-key-foreground": "#e0b873",
        "button-color-foreground": "#12161d",
    },
)
"""Light letters on ink."""

LIGHT = Theme(
    name="cxmap-light",
    dark=False,
    primary="#1d5c9e",
    secondary="#5f489c",
    accent="#80530a",
    foreground="#23282f",
    background="#faf8f3",
    surface="#f4f1ea",
    panel="#ebe7dd",
    success="#22633f",
    warning="#80530a",
    error="#9c3328",
    variables={
        "text": "#23282f",
        "text-muted": "#5a626d",
        "text-disabled": "#656c76",
        "text-primary": "#1d5c9e",
        "text-secondary": "#5f489c",
        "text-success": "#22633f",
        "text-warning": "#80530a",
        "text-error": "#9c3328",
        "text-accent": "#80530a",
        "border": "#1d5c9e",
        "border-blurred": "#d8d2c4",
        "block-cursor-background": "#dbe6f1",
        "block-cursor-foreground": "#14181d",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#e6e6e2",
        "block-cursor-blurred-foreground": "#23282f",
        "scrollbar": "#cfc8b8",
        "scrollbar-hover": "#b3aa96",
        "scrollbar-active": "#1d5c9e",
        "scrollbar-background": "#f1ede4",
        "footer-key-foreground": "#80530a",
        "button-color-foreground": "#ffffff",
    },
)
"""Dark letters on paper."""

THEMES = (DARK, LIGHT)
"""Both, the first is the default."""

TEXT_COLOURS = (
    "text",
    "text-muted",
    "text-primary",
    "text-secondary",
    "text-success",
    "text-warning",
    "text-error",
    "text-accent",
)
"""Theme variables that letters are written in."""

GROUNDS = (
    "background",
    "surface",
    "panel",
    "block-cursor-background",
    "block-cursor-blurred-background",
)
"""Theme variables that letters stand on."""
