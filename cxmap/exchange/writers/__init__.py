"""One writer a format: rows and words in, bytes out."""
