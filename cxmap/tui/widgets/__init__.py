"""Widgets of our own: the one list view, the bars, the panes. They hold no facts, only what is shown."""
