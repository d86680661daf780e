"""Finding terms in titles."""

from __future__ import annotations

import pytest

from cxmap.playbook.lexicon import Lexicon, longest
from cxmap.playbook.titles import own_reader

READ = own_reader().titles.read


def found(terms: list[str], title: str) -> list[str]:
    hits = Lexicon((term, number) for number, term in enumerate(terms)).find(READ(title))
    return [terms[hit.owner] for hit in longest(hits)]


@pytest.mark.parametrize(
    ("term", "title", "fits"),
    [
        ("sales", "Head of Sales", True),
        ("sales", "Salesforce Lead", False),
        ("finan*", "Financial Analyst", True),
        ("*leiter", "Vertriebsleiter", True),
        ("*vertrieb*", "Regionalvertriebsleiter", True),
        ("customer service", "Head of Customer Service", True),
        ("customer service", "Customer and Service Lead", False),
        ("customer service", "Customer, Service", False),
        ("president ,", "President, Foods", True),
        ("president ,", "President", False),
        ("president of", "President of the Division", True),
        ("president of", "President Division", False),
    ],
)
def test_terms_fit_as_written(term, title, fits):
    assert bool(found([term], title)) is fits


def test_the_longer_term_covers_the_shorter():
    assert found(["vice president", "president"], "Vice President") == ["vice president"]


def test_what_stands_between_words_is_kept():
    words = READ("Director, Finance and IT @ Harbour")
    assert words.words == ("director", "finance", "it", "harbour")
    assert words.gaps == ("", ",", "and", "@")
    assert words.elsewhere == {3}


def test_a_later_piece_with_a_legal_form_is_another_organisation():
    words = READ("Treasurer, Harbour Foods, Inc.")
    assert words.elsewhere == {1, 2, 3}
    assert READ("Finance Director, Sales Manager GmbH").elsewhere == frozenset()
