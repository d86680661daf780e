"""Which format a source has is told by its content; bad and real files of all of them."""

from __future__ import annotations

import pytest
from sources import GRAPHML, LDIF, VCARDS, brought_in, kind, read

from cxmap.errors import SourceError
from cxmap.exchange.reading import read_people
from cxmap.exchange.resolving import resolve


def test_content_decides_and_not_the_ending():
    assert read(GRAPHML, "people.csv").kinds == ("graphml",)
    assert read(LDIF, "people.xlsx").kinds == ("ldif",)
    assert read("id,name\n1,Ana\n", "people.json").kinds == ("csv",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name\n 1,Ana\n 2,Bo\n", "csv"),
        ("[ID],[Name]\n1,Ana\n", "csv"),
        (LDIF.encode("utf-16"), "ldif"),
        (VCARDS.encode("utf-16"), "vcard"),
        (
            GRAPHML.replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16"),
            "graphml",
        ),
        ("  \n" + GRAPHML.partition("?>")[2], "graphml"),
    ],
)
def test_neither_blanks_nor_brackets_nor_wide_letters_mislead(text, expected):
    assert kind(text) == (expected,)
    assert brought_in(text).people


@pytest.mark.parametrize("text", ["<!DOCTYPE html><html></html>", "<html><table></table></html>"])
def test_a_web_page_that_is_called_a_workbook_is_told(text):
    with pytest.raises(SourceError, match="web page"):
        read(text, "people.xls")


def test_a_kind_can_be_insisted_on_by_any_of_its_names():
    assert read("id,name\n1,Ana\n", kind="csv").kinds == ("csv",)
    assert read(VCARDS, kind="vcf").kinds == ("vcard",)
    with pytest.raises(SourceError, match="not a kind") as refused:
        read("x", kind="carrier pigeon")
    assert "graphml" in refused.value.hint


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gexf_billion_laughs.gexf", "document type"),
        ("graphml_cut_short.graphml", "line 2"),
        ("graphml_external_entity.graphml", "document type"),
        ("graphml_quadratic.graphml", "document type"),
        ("json_duplicate_keys.json", "name"),
        ("json_huge_number.json", "stance"),
        ("json_wrong_shapes.json", "people is no list; ties"),
        ("ldif_bad_fold.ldif", "line 1"),
        ("ldif_base64_not_utf8.ldif", "line 9"),
        ("vcard_no_name.vcf", "line 6"),
    ],
)
def test_bad_files_are_refused_naming_the_place(shared_data, name, told):
    with pytest.raises(SourceError) as refused:
        read_people([shared_data / "bad_inputs" / name])
    assert told in f"{refused.value.where}: {refused.value.message}"


def test_bad_files_that_can_be_read_are_read_clean(shared_data):
    bad = shared_data / "bad_inputs"
    hidden = resolve(read_people([bad / "ldif_base64_escape.ldif"]), {}, take_proposals=True)
    assert hidden.lines == 1
    assert "\x1b" not in repr(hidden)
    assert any("line 9" in note for note in hidden.notes)
    card = resolve(read_people([bad / "vcard_remote_photo.vcf"]), {}, take_proposals=True)
    assert [p.display_name for p in card.people] == ["Ann Ortiz"]
    assert "example.invalid" not in repr(card)


def test_real_directories_and_graphs_give_their_counts(shared_data):
    def counts(name):
        result = resolve(read_people([shared_data / name]), {}, take_proposals=True)
        others = len(result.other_relations)
        return len(result.people), result.lines, len(result.ties) + others, len(result.skipped)

    assert counts("ldif-example-com/Example.ldif") == (150, 149, 0, 10)
    assert counts("graph-file-formats/lesmis.graphml") == (77, 0, 254, 0)
    assert counts("graph-file-formats/lesmis.net") == (77, 0, 254, 0)
    assert counts("krackhardt-hightech/HighTech.paj") == (21, 20, 190 + 79, 0)
    assert counts("kumu-samples/paypal-mafia.xlsx") == (17, 0, 49, 17)
    assert counts("kumu-samples/snap-to-tutorial-data.xlsx") == (0, 0, 113, 51)
    assert counts("kumu-samples/snap-to-tutorial-project.json") == (0, 0, 113, 51)
    people, _, relations, others = counts("kumu-samples/kumu-changelabs-template.json")
    assert (people + others, relations) == (10, 11)
