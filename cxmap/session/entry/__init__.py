"""What people type, read into values: fields, settings, days, persons."""
