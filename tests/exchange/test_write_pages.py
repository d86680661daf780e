"""Pages: nothing in them runs or is fetched, and every text is shown letter by letter."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from cxmap.exchange.writers.drawing import draw_chart
from cxmap.exchange.writers.html_page import write_html
from cxmap.exchange.writers.plain import (
    Branch,
    Bullets,
    Chart,
    Column,
    Document,
    Figures,
    Heading,
    Kind,
    Paragraph,
    Table,
)

SHAPE = ["html", "head", "meta", "meta", "meta", "meta", "title", "style", "body", "h1"]
texts = st.lists(
    st.sampled_from([*"<>&\"'/=aZ \n\u00eb\x0b", "<script>", "&lt;", "</style>", "-->", "]]>"]),
    min_size=1,
    max_size=10,
).map("".join)


class Page(HTMLParser):
    """Elements, attributes and texts of a page."""

    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)


def table(*names):
    columns = (
        Column(key="name", header="Name"),
        Column(key="sure", header="Sure", kind=Kind.SHARE),
        Column(key="id", header="ID", for_programs=True),
    )
    return Table(name="Allies", columns=columns, rows=tuple((name, 0.5, "p1") for name in names))


def whole(text):
    """A document with the text in every place."""
    tree = Branch(label=text, detail=text, mark="owner\nhelps", below=(Branch(label=text, more=2),))
    chart = Chart(caption=text, points=((date(2026, 3, 2), 2, 5),), of=8)
    return Document(
        title=text,
        blocks=(
            Heading(text=text),
            Paragraph(text=text),
            Bullets(items=(text,)),
            table(text),
            tree,
            chart,
        ),
    )


def test_a_page_shows_its_parts_in_order():
    document = Document(
        title="Plan", blocks=(Heading(text="Week 1"), Paragraph(text="a\nb"), table("Ann"))
    )
    page = Page(write_html(document))
    assert page.tags == [*SHAPE, "h2", "p", "br", "table", "caption", "thead", "tr", "th", "th", "tbody",
                         "tr", "td", "td"]  # fmt: skip
    assert [text for text in page.texts if text.strip()][2:] == [
        "Plan", "Week 1", "a", "b", "Allies", "Name", "Sure", "Ann", "50%",
    ]  # fmt: skip


@given(texts)
def test_no_text_adds_an_element_an_attribute_or_an_address(text):
    page = Page(write_html(whole(text)))
    plain = Page(write_html(whole("x")))
    shown = [tag for tag in page.tags if tag != "br"]
    assert shown == plain.tags
    assert [name for name, _ in page.attributes] == [name for name, _ in plain.attributes]
    assert "script" not in page.tags
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert not any(name in {"href", "src", "action", "xlink:href"} for name, _ in page.attributes)


def test_every_text_is_shown_letter_by_letter():
    text = "<b>R&D</b> [x] &lt; 'a'"
    page = Page(write_html(whole(text)))
    assert page.texts.count(text) == 10
    assert ("aria-label", text) in page.attributes


def test_the_policy_allows_the_style_of_the_page_and_nothing_else():
    data = write_html(whole("x")).decode()
    (style,) = re.findall("<style>(.*?)</style>", data, re.DOTALL)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', data)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "http" not in data.replace("http-equiv", "")
    assert "url(" not in data
    assert ' style="' not in data


def test_a_tree_of_any_depth_is_drawn():
    tree = Branch(label="deepest")
    for n in range(1100):
        tree = Branch(label=f"n{n}", below=(tree,))
    page = Page(write_html(Document(title="Deep", blocks=(tree,))))
    assert page.tags.count("rect") == 1101


def test_a_wide_tree_and_long_names_stay_inside_the_drawing():
    below = tuple(Branch(label="\u674e" * 60, detail="W" * 80) for _ in range(9))
    data = write_html(Document(title="Wide", blocks=(Branch(label="Top", below=below),))).decode()
    width, height = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', data)[0])
    boxes = re.findall(r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', data)
    assert len(boxes) == 10
    for x, y, wide, high in (map(float, box) for box in boxes):
        assert 0 <= x <= x + wide <= width + 0.01
        assert 0 <= y <= y + high <= height
    assert "\u2026" in data
    whole_name = "\u674e" * 60
    assert f"<title>{whole_name}, {'W' * 80}</title>" in data


def test_the_numbers_that_say_the_most_stand_in_tiles():
    figures = Figures(items=(("3 of 11", "leaders <act>"),))
    page = Page(write_html(Document(title="R", blocks=(figures,))))
    assert page.tags[-4:] == ["dl", "div", "dt", "dd"]
    assert [text for text in page.texts if text.strip()][-2:] == ["leaders <act>", "3 of 11"]


def test_a_chart_shows_by_when_the_needed_count_may_be_reached():
    first, now, ahead = date(2026, 1, 5), date(2026, 3, 2), date(2026, 5, 4)
    chart = Chart(
        caption="Who acts", points=((first, 1, 5), (now, 2, 5)), of=8, ahead=((ahead, "5 of 10"),)
    )
    drawing = draw_chart(chart)
    words = {found.text: float(found.get("x")) for found in drawing.iter("text")}
    assert words["2026-01-05"] < words["2026-03-02"] < words["5 of 10"] <= 960
    kinds = [found.get("class") for found in drawing.iter("line")]
    assert (kinds.count("ahead"), kinds.count("tick"), kinds.count("today")) == (1, 1, 1)
    widest = [float(found.get("x2")) for found in drawing.iter("line")]
    assert max(widest) <= 960
