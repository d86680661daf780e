"""Documents as one HTML file that needs nothing else: no script, no network, good on paper.

The page is built as a tree of elements; texts enter it as texts, so none can become markup.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement, tostring

from cxmap.exchange.writers.drawing import draw_chart, draw_tree
from cxmap.exchange.writers.plain import (
    Block,
    Branch,
    Bullets,
    Chart,
    Document,
    Heading,
    Kind,
    Paragraph,
    Table,
    say_cell,
)
from cxmap.exchange.writers.xml_text import without_unwritable

_STYLE = """
:root{--ink:#1c2430;--quiet:#5b6675;--paper:#fff;--rule:#d5dbe3;--band:#f3f5f8;
--good:#1d7a46;--near:#8a6100;--far:#a33a2c;--top:#2b5aa0}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--quiet:#9aa5b4;--paper:#14181f;
--rule:#38414e;--band:#1d232c;--good:#5fc48c;--near:#d9ac4a;--far:#e58878;--top:#82abea}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1.5rem;background:var(--paper);color:var(--ink);
font:15px/1.45 system-ui,sans-serif}
h1{font-size:1.7rem;margin:0 0 .6rem}
h2{font-size:1.2rem;margin:1.8rem 0 .5rem;border-bottom:1px solid var(--rule)}
h3,h4{font-size:1rem;margin:1.2rem 0 .4rem}
p{margin:.4rem 0}p.quiet{color:var(--quiet);font-size:.87rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:.9rem}
caption{text-align:left;color:var(--quiet);padding:.2rem 0}
th,td{padding:.3rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
td{overflow-wrap:anywhere;white-space:pre-line}
thead th{background:var(--band)}.number{text-align:right;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto;margin:.6rem 0;font-family:system-ui,sans-serif}
svg text{fill:var(--ink);font-size:13px}svg .name{font-weight:600}
svg .detail,svg .axis{fill:var(--quiet);font-size:12px}svg .mark{font-size:12px}
.box rect{fill:var(--band);stroke:var(--quiet);stroke-width:1}
.box.quiet rect{stroke-dasharray:3 3}.box.top rect{stroke:var(--top);stroke-width:2}
.box.good rect{stroke:var(--good);stroke-width:2}.box.good .mark{fill:var(--good)}
.box.near rect{stroke:var(--near);stroke-width:2}.box.near .mark{fill:var(--near)}
.box.far rect{stroke:var(--far);stroke-width:2}.box.far .mark{fill:var(--far)}
.wire{stroke:var(--quiet)}.grid{stroke:var(--rule)}
path{fill:none;stroke-width:2}.have{stroke:var(--good);stroke-width:3}
.needed{stroke:var(--quiet);stroke-dasharray:6 4}
@page{margin:14mm}
@media print{:root{--ink:#000;--quiet:#444;--paper:#fff;--rule:#bbb;--band:#f3f5f8;
--good:#1d7a46;--near:#8a6100;--far:#a33a2c;--top:#2b5aa0}
body{max-width:none;padding:0;font-size:11px}h2{break-after:avoid}tr,svg{break-inside:avoid}
thead{display:table-header-group}svg.tree{max-height:250mm}}
"""
_TABLE_NUMBERS = (Kind.NUMBER, Kind.SHARE)


def write_html(document: Document) -> bytes:
    """A document as a page in light and dark that prints well, UTF-8.

    Its content security policy allows nothing but its own style, which it names by its hash.
    """
    root = Element("html", {"lang": "en"})
    head = SubElement(root, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    allowed = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    )
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    SubElement(head, "meta", {"name": "referrer", "content": "no-referrer"})
    SubElement(head, "title").text = document.title
    SubElement(head, "style").text = _STYLE
    body = SubElement(root, "body")
    SubElement(body, "h1").text = document.title
    for block in document.blocks:
        _add(body, block)
    without_unwritable(root)
    page = tostring(root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _add(body: Element, block: Block) -> None:
    match block:
        case Heading():
            SubElement(body, f"h{block.level}").text = block.text
        case Paragraph():
            paragraph = SubElement(body, "p", {"class": "quiet"} if block.quiet else {})
            _lines(paragraph, block.text)
        case Bullets():
            points = SubElement(body, "ol" if block.numbered else "ul")
            for item in block.items:
                SubElement(points, "li").text = item
        case Table():
            _table(body, block.for_people())
        case Branch():
            body.append(draw_tree(block))
        case Chart():
            SubElement(body, "p").text = block.caption
            body.append(draw_chart(block))


def _lines(paragraph: Element, text: str) -> None:
    """Text with its line ends."""
    first, *rest = text.splitlines() or [""]
    paragraph.text = first
    for line in rest:
        SubElement(paragraph, "br").tail = line


def _table(body: Element, table: Table) -> None:
    made = SubElement(body, "table")
    SubElement(made, "caption").text = table.name
    header = SubElement(SubElement(made, "thead"), "tr")
    kinds = [
        {"class": "number"} if column.kind in _TABLE_NUMBERS else {} for column in table.columns
    ]
    for column, kind in zip(table.columns, kinds, strict=True):
        SubElement(header, "th", {"scope": "col", **kind}).text = column.header
    rows = SubElement(made, "tbody")
    for row in table.rows:
        line = SubElement(rows, "tr")
        for cell, column, kind in zip(row, table.columns, kinds, strict=True):
            SubElement(line, "td", kind).text = say_cell(cell, column.kind)
