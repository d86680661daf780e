"""Files of other programs: people files in, lists and graphs out."""
