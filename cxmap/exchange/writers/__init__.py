"""One writer a format: plain tables, documents and graphs in, bytes out."""
