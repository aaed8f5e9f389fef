"""Names are found in texts whole, whatever their case, composition and writing system."""

from __future__ import annotations

import json

import pytest

from runner.facts import Region
from runner.people import telling
from runner.people.importing import imported
from runner.people.named_region import NamedRegion
from runner.people.said import Said, what_counts
from runner.people.written_names import WrittenNames
from runner.store.people import Assertion


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "ANN!"), ("Ann", "Ann's dog"), ("Ann", "planning, says Ann"), ("Anna", "Annas Geburtstag"),
        ("Zoë", "Zoe\u0308 am Meer"), ("Zoe\u0308", "Zoë am Meer"), ("Strauß", "FAMILIE STRAUSS"),
        ("Ann Lee", "#AnnLee"), ("Ann Lee", "Ann\nLee"), ("Ann Lee", "ann_lee_001.jpg"),
        ("王芳", "王芳在海滩上"), ("さくら", "海辺のさくらさん"), ("สมชาย", "นายสมชายยืน"), ("지민", "지민이는 웃는다"),
        ("राम", "राम और सीता"), ("O'Neil", "Ann O’Neil"), ("Anne-Marie", "anne marie"), ("🦊", "der 🦊 am Meer"),
        ("Анна", "АННА на пляже"),
    ],
)  # fmt: skip
def test_a_name_is_found(name: str, text: str) -> None:
    assert WrittenNames([name]).are_in(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "planning"), ("Ann", "Anne"), ("Anna", "Annabell"), ("Zoe", "Zoë"), ("Zoe", "Zoe\u0308"),
        ("राम", "रामायण"), ("राम", "रम"), ("Анна", "Аннаполис"), ("", "anything"), ("\u200b", "anything"),
    ],
)  # fmt: skip
def test_a_part_of_a_word_is_no_name(name: str, text: str) -> None:
    assert not WrittenNames([name]).are_in(text)


@pytest.mark.parametrize("page", ['{"name": "ZO\\u00cb"}', "<p>Zo&euml;</p>", "<p>Zo&#235;</p>", 'name: "Zo\\xEB"'])
def test_pages_may_escape_letters(page: str) -> None:
    assert WrittenNames(["Zoë"]).are_in_page(page)


def test_a_line_break_of_json_is_no_letter() -> None:
    assert WrittenNames(["Ann"]).are_in_page(json.dumps("At the beach.\nAnn"))
    assert WrittenNames(["Ann"]).are_in_page(json.dumps('"Ann"'))
    assert not WrittenNames(["Ann"]).are_in_page(json.dumps("planning"))


def test_one_name_is_one_person_however_its_letters_are_composed() -> None:
    said = what_counts([Assertion(1, "person", person="p1", value="Zoë")])
    assert telling.named(said, "ZOE\u0308") == "p1"
    regions = {"a" * 16: [NamedRegion(Region(0.1, 0.1, 0.3, 0.3), "Zoe\u0308", "MWG regions")]}
    (words,) = imported(regions, {}, said, []).words.values()
    assert [(word.kind, word.person) for word in words] == [("drawn", None), ("is", "p1")]


def test_a_name_is_stored_composed_and_without_what_nobody_sees() -> None:
    (word,) = telling.rename("p1", " Zoe\u0308\u200b \u202eLee ")
    assert word.value == "Zoë Lee"
    with pytest.raises(ValueError, match="name"):
        telling.name(Said(), ["f"], "\u200b")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Zoë", "zoe_am_meer_001.jpg"), ("O'Neil", "Ann_ONeil.jpg"), ("王芳", "WangFangZaiHaiTan_001.jpg"),
        ("지민", "JiMinEunUtNeunDa.jpg"), ("Анна", "anna_na_plyazhe.jpg"), ("Ann Lee", "x/ann_lee.jpg"),
    ],
)  # fmt: skip
def test_file_names_spell_a_name_in_latin_letters(name: str, path: str) -> None:
    assert WrittenNames([name]).are_in_file_name(path)
    assert not WrittenNames([name]).are_in_file_name("planning_the_picnic_007.jpg")
