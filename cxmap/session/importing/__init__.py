"""Bringing a people file onto the map: questions, first guesses, one undoable command."""
