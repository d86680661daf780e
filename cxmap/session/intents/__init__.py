"""What the lead can do: one function per intent, from the map as it is to the edits it takes."""
