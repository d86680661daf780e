"""Trees as XML files: built as trees, so that no text can become markup."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, indent, tostring

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file can hold, not even escaped."""


def write_xml(root: Element) -> bytes:
    """A tree as an indented UTF-8 file."""
    without_unwritable(root)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def without_unwritable(root: Element) -> None:
    """Take out of a tree's texts what no XML file can hold, not even escaped."""
    for element in root.iter():
        if element.text:
            element.text = _NO_XML.sub("", element.text)
        if element.tail:
            element.tail = _NO_XML.sub("", element.tail)
        for name, value in element.attrib.items():
            element.set(name, _NO_XML.sub("", value))
