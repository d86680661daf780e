"""The stories behind the sample organisations, told day by day in the lead's own intents."""
