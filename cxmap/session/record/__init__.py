"""What was done: the history in words, walking back, comparing two days, undo."""
