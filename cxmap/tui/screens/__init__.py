"""One file and one style sheet a screen; every screen is numbered as on the keyboard."""
