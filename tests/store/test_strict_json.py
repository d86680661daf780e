"""JSON from outside: what is refused, and that the place is named right."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.errors import DamagedMap
from cxmap.store.strict_json import Place, parse, place_of

REFUSED = [
    (b'{"a": 1,\n "a": 2}', "a stands twice in the file", (2, 2)),
    (b'{"p": {"x": [{}, {"k": 1, "k": 1}]}}', "k stands twice in p x 1", (1, 27)),
    (b'{"p": {"x": 1e999}}', "p x: the number is too large", (1, 8)),
    (b'{"p":\n{"x": 9223372036854775808}}', "p x: the number is too large", (2, 2)),
    (b'{"p": -9223372036854775809}', "too large", (1, 2)),
    (b'{"x": ' + b"1" * 6000 + b"}", "too large", (1, 2)),
    (b"[1,\nNaN]", "NaN is no number", (2, 1)),
    (b"[-Infinity]", "-Infinity is no number", (1, 2)),
    (b'{"q": "\\ud800"}', "half a character", (1, 2)),
    (b'["\\uDfff"]', "half a character", (1, 2)),
    (b"[" * 3000 + b"]" * 3000, "nested too deeply", (1, 70)),
    (b"[" * 300_000, "nested too deeply", (1, 70)),
    (b'{"a":\n "\xff"}', "0xff is no UTF-8", (2, 3)),
    (b'{"a":', "no complete JSON", (1, 6)),
    (b"[1]\0", "no complete JSON", (1, 4)),
    (b'{"a": "\x1b"}', "no complete JSON", (1, 8)),
    (b"{'a': 1}", "no complete JSON", (1, 2)),
]


@pytest.mark.parametrize(("raw", "words", "place"), REFUSED, ids=range(len(REFUSED)))
def test_it_is_refused_with_line_and_column(raw, words, place):
    with pytest.raises(DamagedMap) as refused:
        parse(raw, "acme.json")
    assert words in refused.value.message
    assert f"(line {place[0]}, column {place[1]})" in refused.value.message
    assert (refused.value.file, refused.value.line) == ("acme.json", place[0])


def test_a_mark_at_the_beginning_and_whole_pairs_of_characters_are_taken():
    assert parse(b'\xef\xbb\xbf["\\ud83d\\ude00"]', "f")[0] == ["\U0001f600"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


def paths(value, path=()):
    """Every place of a document."""
    yield path
    if isinstance(value, dict):
        for key, part in value.items():
            yield from paths(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from paths(part, (*path, index))


@given(VALUES, st.sampled_from([None, 1]))
def test_everything_else_is_read_as_it_is_and_each_place_is_found(value, indent):
    text = json.dumps(value, indent=indent)
    assert parse(text.encode(), "f") == (value, text)
    lines = text.split("\n")
    for path in paths(value):
        place = place_of(text, path)
        rest = lines[place.line - 1][place.column - 1 :]
        if path and isinstance(path[-1], str):
            assert rest.startswith(json.dumps(path[-1]) + ":")


def test_a_place_that_is_not_there_is_its_nearest_container():
    text = '{\n"people":{\n"1":{"id":"x"}}}'
    assert place_of(text, ("people", "1", "name")) == Place(3, 1)
    assert place_of(text, ("ties",)) == Place(1, 1)
