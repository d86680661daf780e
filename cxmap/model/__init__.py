"""What the map is made of: frozen facts about people, judgements and the programme; no input, no output."""
