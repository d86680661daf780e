"""Cells are fitted by what they take on a terminal, and names are drawn letter by letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cxmap.tui.widgets.cells import (
    GAP,
    Column,
    Span,
    Tone,
    column_widths,
    fit,
    head,
    wrap,
)

AWKWARD = (
    "R&D [x=1]",
    "[/]",
    "Lars [ext]",
    "[red]Ann[/red]",
    "田中 美咲",
    "Zoë 👩‍💻",
    "a\tb\nc",
    "\x1b[31mx",
)
names = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=30))


def width_of(spans):
    return sum(cell_len(span.text) for span in spans)


def test_brackets_stay_letter_by_letter():
    for name in AWKWARD[:4]:
        assert "".join(span.text for span in fit((Span(name),), 20)).rstrip() == name


def test_a_long_text_ends_in_an_ellipsis_at_the_column_edge():
    assert fit((Span("Anna Magdalena"),), 6) == [Span("Anna …")]
    assert fit((Span("田中美咲"),), 6) == [Span("田中 …")]
    assert fit((Span("田中"), Span(" Ltd", Tone.MUTED)), 4) == [Span("田 …")]


def test_numbers_stand_on_the_right():
    assert "".join(span.text for span in fit((Span("12"),), 5, is_number=True)) == "   12"


@given(st.lists(names, max_size=4), st.integers(0, 40))
def test_a_fitted_cell_is_exactly_as_wide_as_its_column(texts, width):
    spans = fit(tuple(Span(text) for text in texts), width)
    assert width_of(spans) == width
    assert all(ord(char) >= 32 for span in spans for char in span.text)


later_columns = st.builds(
    Column,
    title=st.just("x"),
    width=st.integers(0, 20),
    share=st.integers(1, 5),
    least=st.integers(1, 12),
    from_width=st.sampled_from([0, 60, 100]),
)


@given(st.lists(later_columns, max_size=6), st.integers(0, 160))
def test_columns_never_ask_for_more_than_there_is(others, width):
    columns = [Column(title="Name"), *others]
    widths = column_widths(columns, width)
    used = sum(widths) + GAP * max(0, sum(1 for size in widths if size) - 1)
    assert used == width


@given(st.text(max_size=80), st.integers(1, 30))
def test_wrapped_lines_fit_and_keep_every_word_that_fits(text, width):
    lines = wrap(text, width)
    assert all(cell_len(line) <= max(width, 2) for line in lines)


def test_wrapping_breaks_between_words_and_keeps_line_ends():
    assert wrap("one two three\nfour", 8) == ["one two", "three", "four"]
    assert wrap("", 8) == []


@given(names, st.integers(1, 20))
def test_a_head_is_never_wider_than_asked(text, width):
    assert cell_len(head(text, width)) <= width
