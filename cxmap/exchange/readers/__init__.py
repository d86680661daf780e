"""One reader a format: bytes in, a plain table or a plain graph out."""
