"""Aliases: consistent, telling nothing, and found wherever a name stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.people import Person
from cxmap.session.papers.mask import ADDRESS, SOMEBODY, Mask, aliases


def person(key, name, **fields):
    return Person(id=key, display_name=name, **fields)


ANN = person("p7kq", "Ann-Marie O\u2019Neill", given_name="Ann-Marie", family_name="O\u2019Neill")
BEN = person("p8aa", "Ben Li", emails=("ben.li@acme.example",), employee_number="0077123")
KIM = person("p9bb", "\uae40\ucca0\uc218")
JOSE = person("pjos", "Jos\u00e9 Ortiz van Dam")


def test_everybody_has_an_alias_of_their_own_that_stays_when_others_come_and_go():
    everybody = [person(f"p{n}", f"Name {n}") for n in range(400)]
    made = aliases(everybody)
    assert len(set(made.values())) == 400
    fewer = aliases(everybody[:350])
    same = sum(1 for key, alias in fewer.items() if made[key] == alias)
    assert same == 350
    assert made["p1"] == aliases([person("p1", "Another Name")])["p1"]


def test_a_name_is_found_in_any_order_case_and_writing():
    mask = Mask([ANN, BEN, KIM, JOSE])
    ann, ben = mask.name("p7kq"), mask.name("p8aa")
    assert mask.text("Assistant to Ann-Marie O'Neill") == f"Assistant to {ann}"
    assert mask.text("LI, BEN and O'NEILL, Ann\u2011Marie") == f"{ben} and {ann}"
    assert mask.text("ben li's team") == f"{ben}'s team"
    assert mask.text("Ask Ben first") == f"Ask {ben} first"
    assert mask.text("\uae40\ucca0\uc218\ub294 \uc870\uc6a9") == (
        f"{mask.name('p9bb')}\ub294 \uc870\uc6a9"
    )
    assert mask.text("via Jose Ortiz Van Dam") == f"via {mask.name('pjos')}"


def test_ordinary_words_stay():
    mask = Mask([person("p1", "Will Brown"), JOSE])
    assert mask.text("they will decide on the brown field") == "they will decide on the brown field"
    assert mask.text("the head of Van Lines") == "the head of Van Lines"


def test_the_words_of_a_post_are_no_name():
    mask = Mask(
        [
            person("p1", "Vacant: Chief Strategy Officer", placeholder=True),
            person("p2", "Head of Brand (name not given)", title="Head of Brand"),
            person("p3", "Officer Brandt", title="Chief Risk Officer"),
        ]
    )
    assert mask.text("Chief Financial") == "Chief Financial"
    assert mask.text("Head of Brand") == "Head of Brand"
    assert mask.text("next to Vacant: Chief Strategy Officer") == f"next to {mask.name('p1')}"
    assert mask.text("ask Brandt") == f"ask {mask.name('p3')}"


def test_a_part_that_several_share_gives_nobody_away():
    mask = Mask([person("p1", "Ann Li"), person("p2", "Ann Ortiz")])
    assert mask.text("Ann said so") == f"{SOMEBODY} said so"
    assert mask.text("Ann Li said so") == f"{mask.name('p1')} said so"


def test_addresses_and_numbers_go_too():
    mask = Mask([BEN])
    assert mask.text("write to x.y@z.example") == f"write to {ADDRESS}"
    assert mask.text("badge 0077123") == f"badge {mask.name('p8aa')}"


NAMES = st.text(st.sampled_from("abcdeklmnor\u00e9\u00fc"), min_size=3, max_size=7).map(str.title)


@given(
    st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4, unique=True),
    st.sampled_from(["{0} {1}", "{1}, {0}", "ask {0} soon", "({1})", "{0}/{1}", "{1}'s plan"]),
)
def test_no_part_of_a_name_is_left_in_a_text(names, frame):
    people = [
        person(f"p{n}", f"{given} {family}", given_name=given, family_name=family)
        for n, (given, family) in enumerate(names)
    ]
    mask = Mask(people)
    for first, last in names:
        masked = mask.text(frame.format(first, last))
        words = set(masked.replace("'", " ").replace("/", " ").replace("(", " ").split())
        assert first not in words
        assert last not in words
