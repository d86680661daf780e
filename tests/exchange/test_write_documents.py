"""Documents to be read: every letter is shown, and nothing in them is markup."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cxmap.exchange.writers.markdown import escape, write_markdown
from cxmap.exchange.writers.plain import (
    Branch,
    Bullets,
    Chart,
    Column,
    Document,
    Heading,
    Kind,
    Paragraph,
    Table,
)

TABLE = Table(
    name="Allies",
    columns=(
        Column(key="name", header="Name"),
        Column(key="power", header="Power", kind=Kind.NUMBER),
        Column(key="id", header="ID", for_programs=True),
    ),
    rows=(("Lars | [ext]\nsecond line", 4, "p1"),),
)


def test_a_document_reads_as_markdown():
    document = Document(
        title="Plan: R&D",
        blocks=(
            Heading(text="Week 1"),
            Paragraph(text="First line\nsecond *line*"),
            Bullets(items=("one", "two"), numbered=True),
            TABLE,
        ),
    )
    assert write_markdown(document).decode() == (
        "# Plan: R&D\n\n## Week 1\n\nFirst line\\\nsecond \\*line\\*\n\n1. one\n2. two\n\n"
        "| Name | Power |\n| --- | ---: |\n| Lars \\| \\[ext\\]<br>second line | 4 |\n"
    )


def test_a_tree_and_a_chart_are_words_in_markdown():
    tree = Branch(label="Petra", mark="president", below=(Branch(label="Ann", more=3),))
    chart = Chart(caption="Who acts", points=((date(2026, 3, 2), 2, 5),), of=8)
    text = write_markdown(Document(title="Report", blocks=(tree, chart))).decode()
    assert "- Petra (president)\n  - Ann, 3 more below\n" in text
    assert "| 2026-03-02 | 2 | 5 |" in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# no heading", "\\# no heading"),
        ("- no point", "\\- no point"),
        ("1. no number", "1\\. no number"),
        ("=====", "\\====="),
        ("<script>", "\\<script\\>"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("&lt; & co", "&amp;lt; & co"),
        ("2026-03-02 at 3.5", "2026-03-02 at 3.5"),
        ("R&D x-y", "R&D x-y"),
    ],
)
def test_text_that_looks_like_markup_is_shown_as_it_is(text, safe):
    assert escape(text) == safe


@given(st.text(st.sampled_from("|\\`*_[]<>~#-+=1. \na"), max_size=12))
def test_no_text_can_end_a_cell_or_begin_a_tag(text):
    row = (text, 1, "p1")
    table = Table(name="T", columns=TABLE.columns, rows=(row,))
    line = write_markdown(Document(title="T", blocks=(table,))).decode().split("\n")[4]
    # A bar or a bracket is safe behind an odd number of backslashes.
    bare = []
    escaped = False
    for sign in line.replace("<br>", ""):
        if sign in "|<" and not escaped:
            bare.append(sign)
        escaped = sign == "\\" and not escaped
    assert bare == ["|"] * 3


def shown(markdown):
    """What a Markdown program shows: the texts of the leaves, and every other element it makes."""
    texts, others = [], []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type != "inline":
            others.append(token.type)
            continue
        line = ""
        for leaf in token.children:
            if leaf.type == "text":
                line += leaf.content
            elif leaf.type == "hardbreak" or leaf.content == "<br>":
                line += "\n"
            elif leaf.type != "softbreak":
                others.append(leaf.type)
        texts.append(line)
    return texts, others


SIGNS = st.text(st.sampled_from("|\\`*_[]<>~#-+=1.)!&;:\"' \na"), min_size=1, max_size=14)


@given(
    SIGNS | st.sampled_from(["&lt;", "<br>", "- [x] a", "~~~", "***", "[a]: b", "1) a", "a\n==="])
)
def test_every_text_is_shown_letter_by_letter_by_another_program(text):
    lines = [line.strip() for line in text.splitlines()]
    assume(all(lines) and lines)
    table = Table(name="T", columns=TABLE.columns, rows=((text, 1, "p1"),))
    blocks = (Paragraph(text=text), Heading(text=text), Bullets(items=(text,)), table)
    texts, others = shown(write_markdown(Document(title=text, blocks=blocks)).decode())
    joined = " ".join(text.split())
    assert texts == [
        joined,
        "\n".join(lines),
        joined,
        joined,
        "Name",
        "Power",
        "\n".join(lines),
        "1",
    ]
    plain = Document(title="x", blocks=(Paragraph(text="x"), Heading(text="x"),
                                        Bullets(items=("x",)), table))  # fmt: skip
    assert others == shown(write_markdown(plain).decode())[1]
