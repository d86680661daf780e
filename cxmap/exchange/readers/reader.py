"""What a reader is: a name, a way to recognise its format, a way to read it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from cxmap.exchange.parts import Reading
from cxmap.headway import Tell, to_nobody


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the lead insists on.

    Attributes:
        encoding: Encoding of text; None to detect it.
        delimiter: Delimiter of delimited text; None to detect it.
        headers: Headers the lead named, folded: the row that holds them is the header.
        tell: Is told which share of the source is read, 0-1.
    """

    encoding: str | None = None
    delimiter: str | None = None
    headers: frozenset[str] = frozenset()
    tell: Tell = to_nobody


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """One format.

    Attributes:
        kind: The name for ``--as``.
        title: The name in messages.
        sniff: Bytes and file name to how sure it is, 0 (not mine) to 100; never raises.
        read: Bytes, file name and options to what the source holds.
    """

    kind: str
    title: str
    sniff: Callable[[bytes, str], int]
    read: Callable[[bytes, str, ReadOptions], Reading]
