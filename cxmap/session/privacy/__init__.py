"""What is stored about a person, how it is handed to them, how it goes."""
