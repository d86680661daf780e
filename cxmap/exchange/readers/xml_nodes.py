"""XML as plain nodes with their lines: no document type, no entity, no bottomless nesting.

A people file needs no document type, so the first one met ends the reading: nothing is expanded
and nothing outside the file is ever opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

import msgspec

from cxmap.errors import SourceError
from cxmap.exchange.bounds import MAX_DEPTH, MAX_TREE_BYTES

_MAX_NODES = 1_000_000
"""Elements of a document: a person of a graph has a handful of values."""


class Node(msgspec.Struct, gc=False):
    """One element.

    Attributes:
        tag: Its name without the namespace prefix.
        attributes: Its attributes, names without prefixes.
        line: Where it begins, from 1.
        children: Its elements.
        text: Its text, all pieces joined.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Node]
    text: str = ""

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def named(self, *tags: str) -> list[Node]:
        """Its own elements of these names."""
        return [child for child in self.children if child.tag in tags]


class _Builder:
    """Collects nodes while the parser runs."""

    def __init__(self, source: str, parser: expat.XMLParserType) -> None:
        self._source = source
        self._parser = parser
        self._open: list[Node] = []
        self._texts: list[list[str]] = []
        self._count = 0
        self.root: Node | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        line = self._parser.CurrentLineNumber
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > _MAX_NODES:
            raise SourceError(
                f"{self._source} is nested too deeply or has too many elements",
                file=self._source,
                line=line,
                hint="This is no people file.",
            )
        plain = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        node = Node(tag.rpartition(":")[2], plain, line, [])
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        self._texts.append([])

    def end(self, tag: str) -> None:
        """An element ends."""
        del tag
        self._open.pop().text = "".join(self._texts.pop())

    def data(self, text: str) -> None:
        """Text inside an element."""
        if self._texts:
            self._texts[-1].append(text)

    def document_type(self, *told: object) -> NoReturn:
        """A document type: refused before anything in it is read."""
        del told
        raise SourceError(
            f"{self._source} holds a document type (DTD), which has no place in a people file",
            file=self._source,
            line=self._parser.CurrentLineNumber,
            hint="Do not trust this file; ask for it again.",
        )


def parse_xml(data: bytes, source: str) -> Node:
    """Parse a document.

    Args:
        data: The bytes; the document says its own encoding.
        source: The file, for messages.

    Returns:
        The root.

    Raises:
        SourceError: Not well-formed (line named), a DTD, too big or too deep.
    """
    if len(data) > MAX_TREE_BYTES:
        raise SourceError(
            f"{source} is {len(data):,} bytes; {MAX_TREE_BYTES:,} are allowed for XML",
            file=source,
            hint="Export a part of the organisation, or CSV.",
        )
    parser = expat.ParserCreate()
    parser.buffer_text = True
    builder = _Builder(source, parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.document_type
    parser.EntityDeclHandler = builder.document_type
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SourceError(
            f"{source} is not well-formed XML: {expat.errors.messages.get(error.code, 'cut')}",
            file=source,
            line=error.lineno,
            hint="The file may be cut; export it again.",
        ) from error
    except (LookupError, ValueError) as error:
        raise SourceError(
            f"{source} says an encoding that cannot be read: {error}", file=source, line=1
        ) from error
    if builder.root is None:  # pragma: no cover - the parser reports an empty document itself
        raise SourceError(f"{source} is empty", file=source, line=1)
    return builder.root
