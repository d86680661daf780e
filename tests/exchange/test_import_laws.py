"""Laws that hold for every people file."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.errors import SourceError
from cxmap.exchange.chart import below, circles
from cxmap.exchange.people_file import NamedBytes
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve

FIRST = ["Ana", "Bo", "Cy", "Di", "Ed", "José", "Zoë"]
LAST = ["Diaz", "Ek", "Ott", "Gee", "Hay", "O'Neill", "Großmann"]


@st.composite
def organisations(draw, most=14):
    """Rows of id, name and manager; managers by id or by name, some of them nowhere or in circles."""
    count = draw(st.integers(2, most))
    names = [f"{draw(st.sampled_from(FIRST))} {draw(st.sampled_from(LAST))}" for _ in range(count)]
    by_name = draw(st.booleans())
    rows = []
    for number in range(count):
        boss = draw(st.integers(-2, count - 1))
        told = "" if boss == -1 else (names[boss] if by_name else f"e{boss}")
        told = "Nobody Known" if boss == -2 else told
        rows.append((f"e{number}", names[number], told))
    return rows


def brought_in(rows, *, yes=True):
    text = "Employee ID,Name,Manager\n" + "".join(f"{a},{b},{c}\n" for a, b, c in rows)
    source = NamedBytes(name="law.csv", data=text.encode())
    return resolve(read_people([source]), {}, take_proposals=yes)


def facts(result):
    return (
        {p.key: (p.display_name, p.manager_key) for p in result.people},
        set(result.roots),
        result.president,
        {u.person: u.value for u in result.unresolved},
    )


@given(organisations(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    first, second = brought_in(rows), brought_in(shuffled)
    assert facts(first) == facts(second)
    assert {q.id for q in first.questions} == {q.id for q in second.questions}
    assert {q.id: q.proposal for q in first.questions} == {
        q.id: q.proposal for q in second.questions
    }


@given(organisations())
def test_nobody_is_linked_to_somebody_the_reference_does_not_name(rows):
    result = brought_in(rows)
    named = {key: told for key, _, told in rows}
    names = {p.key: p.display_name for p in result.people}
    for person in result.people:
        if person.manager_key is not None:
            assert named[person.key] in {person.manager_key, names[person.manager_key]}
            assert list(names.values()).count(named[person.key]) <= 1


@given(organisations())
def test_what_comes_out_is_a_forest_and_everybody_is_in_it(rows):
    result = brought_in(rows)
    above = {p.key: p.manager_key for p in result.people}
    assert set(above) == {key for key, _, _ in rows}
    assert result.lines == sum(1 for boss in above.values() if boss is not None)
    for key in above:
        steps, here = 0, key
        while above[here] is not None:
            here, steps = above[here], steps + 1
            assert steps <= len(above)
    open_ends = {u.person for u in result.unresolved}
    assert set(result.roots) == {k for k, boss in above.items() if boss is None} - open_ends
    assert len(result.questions) <= 10


@settings(max_examples=8)
@given(organisations())
def test_reading_twice_gives_the_same_in_every_letter(rows):
    first, second = brought_in(rows, yes=False), brought_in(rows, yes=False)
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
    answers = {q.id: q.proposal for q in first.questions}
    text = "Employee ID,Name,Manager\n" + "".join(f"{a},{b},{c}\n" for a, b, c in rows)
    people_file = read_people([NamedBytes(name="law.csv", data=text.encode())])
    answered = resolve(people_file, answers, take_proposals=False)
    assert not answered.blocked
    assert facts(answered) == facts(brought_in(rows))
    assert answered.open_questions == ()


@given(st.lists(st.integers(-1, 11), min_size=1, max_size=12))
def test_every_circle_is_found_once_and_cutting_it_leaves_a_forest(raw):
    bosses = [boss if boss < len(raw) and boss != n else -1 for n, boss in enumerate(raw)]
    found = circles(bosses)
    members = [n for circle in found for n in circle]
    assert len(members) == len(set(members))
    for circle in found:
        assert all(bosses[a] == b for a, b in zip(circle, circle[1:] + circle[:1], strict=True))
        bosses[circle[0]] = -1
    assert circles(bosses) == []
    tops = [n for n, boss in enumerate(bosses) if boss < 0]
    assert sum(below(bosses)[top] + 1 for top in tops) == len(bosses)


SEEDS = (
    b"id,name,manager\n1,Ana,\n2,Bo,1\n",
    b"version: 1\n\ndn: uid=a,dc=x\ncn: A\nsn:: QQ==\n\ndn: uid=b,dc=x\ncn: B\nmanager: uid=a,dc=x\n",
    b"BEGIN:VCARD\nVERSION:4.0\nFN:Ana\nORG:A;B\nEND:VCARD\n",
    b'{"people": [{"id": "1", "name": "Ana", "manager": {"id": 2}}], "ties": []}',
    b'{"elements": [{"id": "a", "label": "Ana"}], "connections": [{"from": "a", "to": "a"}]}',
    b'<graphml><graph><node id="a"/><edge source="a" target="b"/></graph></graphml>',
    b'<gexf><graph><nodes><node id="a" label="A"/></nodes></graph></gexf>',
    b'*Vertices 2\n1 "A"\n2 "B"\n*Arcs\n1 2 1\n',
    b"Ana, CEO\n  Bo, COO\n    Cy\n",
    b"- slug: ana\n  name: Ana\n  role: CEO\n- slug: bo\n  name: Bo\n  reports_to: ana\n",
    b'# connect: {"from":"x", "to":"id"}\nname,id,x\nAna,1,2\nBo,2,\n',
)
"""One small source of every format."""


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 12), st.binary(max_size=6)), max_size=4),
)
def test_a_damaged_source_is_read_or_refused_and_never_anything_else(seed, damages):
    data = seed
    for place, cut, extra in damages:
        data = data[:place] + extra + data[place + cut :]
    people_file, refused = None, None
    try:
        people_file = read_people([NamedBytes(name="damaged", data=data)])
    except SourceError as error:
        refused = error
    if people_file is None:
        assert refused.message
        assert refused.file == "damaged"
        return
    result = resolve(people_file, {}, take_proposals=True)
    assert len({person.key for person in result.people}) == len(result.people)
    told = repr(msgspec.to_builtins(result))
    assert "\\x1b" not in told
    assert "\\x00" not in told
