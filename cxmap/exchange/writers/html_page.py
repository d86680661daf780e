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
    Figures,
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
td{overflow-wrap:anywhere;white-space:pre-line;min-width:7.5em}
thead th{background:var(--band)}.number{text-align:right;font-variant-numeric:tabular-nums}
.number,.whole{white-space:nowrap;overflow-wrap:normal;min-width:0}
.word{overflow-wrap:normal;min-width:0}
.figures{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0}
.figures div{flex:1 1 8.5rem;display:flex;flex-direction:column-reverse;
justify-content:flex-end;padding:.5rem .8rem;
background:var(--band);border-left:3px solid var(--top)}
.figures dt{color:var(--quiet);font-size:.87rem}
.figures dd{margin:0;font-size:1.4rem;font-weight:600;white-space:nowrap;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto;margin:.6rem 0;font-family:system-ui,sans-serif}
svg text{fill:var(--ink);font-size:13px}svg .name{font-weight:600}
svg .detail,svg .axis{fill:var(--quiet);font-size:12px}
svg .axis{paint-order:stroke;stroke:var(--paper);stroke-width:4px}svg .mark{font-size:12px}
.box rect{fill:var(--band);stroke:var(--quiet);stroke-width:1}
.box.quiet rect{stroke-dasharray:3 3}.box.top rect{stroke:var(--top);stroke-width:2}
.box.good rect{stroke:var(--good);stroke-width:2}.box.good .mark{fill:var(--good)}
.box.near rect{stroke:var(--near);stroke-width:2}.box.near .mark{fill:var(--near)}
.box.far rect{stroke:var(--far);stroke-width:2}.box.far .mark{fill:var(--far)}
.wire{stroke:var(--quiet)}.grid{stroke:var(--rule)}
path{fill:none;stroke-width:2}.have{stroke:var(--good);stroke-width:3}
.needed{stroke:var(--quiet);stroke-dasharray:6 4}
.ahead{stroke:var(--near);stroke-width:9;opacity:.45}.tick{stroke:var(--near);stroke-width:2}
.today{stroke:var(--quiet);stroke-dasharray:2 3}
@page{margin:12mm}
@media print{:root{--ink:#000;--quiet:#444;--paper:#fff;--rule:#bbb;--band:#f3f5f8;
--good:#1d7a46;--near:#8a6100;--far:#a33a2c;--top:#2b5aa0}
html{font-size:10.5px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:none;padding:0;font-size:1rem}h2{break-after:avoid;margin:.8rem 0 .3rem}
svg,table,.figures{margin:.3rem 0}h2+table caption{display:none}
tr,svg,.figures{break-inside:avoid}caption,thead{break-after:avoid}
thead{display:table-header-group}td,th{padding:.15rem .5rem}
h2:has(+p+svg.tree){break-before:page}svg.tree{max-height:225mm}}
"""
_CLASSES = {
    Kind.NUMBER: {"class": "number"},
    Kind.SHARE: {"class": "number"},
    Kind.DATE: {"class": "whole"},
    Kind.WORD: {"class": "word"},
}
"""How the cells of a column are set; other texts may be broken anywhere."""


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
        case Figures():
            _figures(body, block)
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


def _figures(body: Element, figures: Figures) -> None:
    row = SubElement(body, "dl", {"class": "figures"})
    for figure, what in figures.items:
        tile = SubElement(row, "div")
        SubElement(tile, "dt").text = what
        SubElement(tile, "dd").text = figure


def _table(body: Element, table: Table) -> None:
    made = SubElement(body, "table")
    SubElement(made, "caption").text = table.name
    header = SubElement(SubElement(made, "thead"), "tr")
    kinds = [_CLASSES.get(column.kind, {}) for column in table.columns]
    for column, kind in zip(table.columns, kinds, strict=True):
        SubElement(header, "th", {"scope": "col", **kind}).text = column.header
    rows = SubElement(made, "tbody")
    for row in table.rows:
        line = SubElement(rows, "tr")
        for cell, column, kind in zip(row, table.columns, kinds, strict=True):
            SubElement(line, "td", kind).text = say_cell(cell, column.kind)
