"""Dialogs: each asks for one thing and hands back a deed, or nothing."""
