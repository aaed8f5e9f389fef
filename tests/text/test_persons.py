"""People in captions, in prompts and among keywords: only those whom a witness states."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_facts import AIRLINER, CAT, NOTHING

from runner.captioning.composer import compose
from runner.facts import Fact, Look, Region
from runner.schema import FactsRow, Texts
from runner.text.prompting.persons import from_left, listed, with_keywords
from runner.text.prompting.prompt import tell

TELL = ("name", "what", "people", "keywords")


def shows(facts: FactsRow, *names: str, keywords: bool = False) -> FactsRow:
    """The facts of a photo in which somebody named these people, from left to right."""
    people = [
        Fact("named", "person", name, None, Region(at / 10, 0.1, at / 10 + 0.05, 0.3)) for at, name in enumerate(names)
    ]
    wanted = [Fact("named", "keyword", name) for name in names] if keywords else []
    return replace(facts, facts=(*people, *wanted))


SEEN = replace(NOTHING, subject_from="model")


@pytest.mark.parametrize(
    ("facts", "caption"),
    [
        (shows(NOTHING, "Ann"), "Ann."),
        (shows(replace(SEEN, subject="seashore", labels=("seashore", "landscape")), "Ann", "Ben"),
         "Ann and Ben at a seashore."),
        (shows(replace(SEEN, subject="valley", labels=("valley", "landscape")), "Ann"), "Ann in a valley."),
        (shows(replace(SEEN, subject="castle", labels=("castle", "architecture")), "Ann"), "Ann at a castle."),
        (shows(replace(SEEN, subject="suit", labels=("suit", "clothing")), "Ben"), "Ben in a suit."),
        (shows(CAT, "Ann", "Ben", "Cem"), "Ann, Ben and Cem with an Egyptian cat at night, November 2021."),
        (shows(AIRLINER, "Ann"), "KLM Boeing 747-400 with Ann at Schiphol Airport in the afternoon, May 2019."),
        (shows(replace(NOTHING, subject="Ann and Ben at the pier", subject_from="human"), "Ann Smith", "Ben Lee"),
         "Ann and Ben at the pier."),
        (shows(replace(NOTHING, subject="Ann at the pier", subject_from="human"), "Ann Smith", "Ben Lee"),
         "Ann at the pier with Ben Lee."),
    ],
)  # fmt: skip
def test_captions_without_a_model_name_people(facts: FactsRow, caption: str) -> None:
    assert compose(facts).caption == caption


def test_a_crowd_is_not_listed_to_the_end() -> None:
    assert listed([f"N{n}" for n in range(6)]) == "N0, N1, N2, N3, N4 and N5"
    assert listed([f"N{n}" for n in range(9)]) == "N0, N1, N2, N3, N4 and others"


def test_models_are_told_who_stands_where() -> None:
    two = tell(shows(CAT, "Ann", "Ben"), TELL)
    assert (two.name, two.what) == ("Ann and Ben with an Egyptian cat", None)
    assert two.people == "from left to right: Ann, Ben"
    assert tell(shows(CAT, "Ann"), TELL).people == "Ann"
    nobody = tell(CAT, TELL)
    assert (nobody.name, nobody.what, nobody.people) == (None, "an Egyptian cat", None)


def test_people_without_a_place_are_told_without_an_order() -> None:
    facts = replace(NOTHING, facts=(Fact("table", "person", "Ann"), Fact("table", "person", "Ben")))
    assert from_left(facts) == "Ann and Ben"


def test_what_another_captioner_says_is_nobody() -> None:
    hearsay = replace(shows(NOTHING, "Ann"), looked=(Look("named", believed=False),))
    assert compose(hearsay).caption is None


def test_names_are_keywords_only_where_the_set_wants_them() -> None:
    assert "Ann Smith" not in compose(shows(CAT, "Ann Smith")).keywords
    assert compose(shows(CAT, "Ann Smith", keywords=True)).keywords[:2] == ("Egyptian cat", "Ann Smith")


def test_a_captioner_cannot_leave_wanted_names_out_of_the_keywords() -> None:
    facts = shows(CAT, "Ann", "Ben", keywords=True)
    drafted = with_keywords(Texts("A cat.", "A cat.", ("cat", "ben")), facts)
    assert drafted.keywords == ("Ann", "cat", "ben")
    many = with_keywords(Texts(None, None, tuple(f"w{n}" for n in range(15))), facts)
    assert len(many.keywords) == 15
    assert many.keywords[:2] == ("Ann", "Ben")
    assert with_keywords(Texts(None, None, ()), facts).keywords == ()
    assert with_keywords(Texts("A cat.", None, ("cat",)), shows(CAT, "Ann")).keywords == ("cat",)
