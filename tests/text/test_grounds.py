from __future__ import annotations

from dataclasses import replace

import pytest
from sample_facts import AIRLINER, NOTHING

from runner.captioning.composer import compose
from runner.schema import FactsRow, Ground
from runner.text.claims.grounds import grounds
from runner.text.language.reading import Reading, TextsInContext, Writer
from runner.text.language.thesaurus import Thesaurus, Vocabulary

KNOWN = Thesaurus(
    {
        "aircraft": Vocabulary({"boeing 747": "airliner", "airliner": "aircraft", "fokker 50": "airliner"}),
        "birds": Vocabulary({"grey heron": "heron", "heron": "bird", "bird": None}),
        "colours": Vocabulary({"crimson": "red", "red, grey": None}),
    }
)
FACTS = replace(AIRLINER, hints=("Buitenveldertbaan",), title="Farewell flight", vocabulary=("Lufthansa", "winglet"))
FACTS = replace(FACTS, near=("winglet",))


def of(caption: str, facts: FactsRow = FACTS, writer: Writer = "picture") -> list[tuple[str, str, str]]:
    found = grounds(Reading(TextsInContext(caption, facts=facts, writer=writer), KNOWN))
    return [(ground.words, ground.source, ground.said) for ground in found]


@pytest.mark.parametrize(("caption", "expected"), [
    ("KLM Boeing 747-400 at rest.", ("KLM Boeing 747-400", "set", "KLM Boeing 747-400")),
    ("A jet at Schiphol.", ("Schiphol", "set", "Schiphol Airport")),
    ("On the Buitenveldertbaan.", ("Buitenveldertbaan", "set", "Buitenveldertbaan")),
    ("Its farewell flight.", ("farewell flight", "human", "Farewell flight")),
    ("Taken in May 2019.", ("May 2019", "exif", "2019-05-04 15:30")),
    ("Taken on 4 May.", ("4", "exif", "2019-05-04 15:30")),
    ("In the afternoon.", ("afternoon", "exif", "2019-05-04 15:30")),
    ("A vehicle.", ("vehicle", "classifier", "vehicle")),
    ("Mostly blue.", ("blue", "picture", "blue")),
    ("A Lufthansa tail.", ("Lufthansa", "vocabulary", "Lufthansa")),
    ("A winglet in the sun.", ("winglet", "embeddings", "winglet")),
])  # fmt: skip
def test_each_claim_has_the_source_that_says_it(caption: str, expected: tuple[str, str, str]) -> None:
    assert expected in of(caption)


def test_what_a_source_implies_is_credited_to_it() -> None:
    heron = replace(NOTHING, subject="Grey heron", subject_from="model")
    assert of("A bird.", heron) == [("bird", "classifier", "Grey heron")]


def test_the_most_trusted_source_is_named() -> None:
    both = replace(NOTHING, subject="heron", subject_from="set", labels=("heron",), keywords=("heron",))
    assert of("A heron.", both) == [("heron", "set", "heron")]


def test_a_word_near_the_photo_is_no_source_for_a_captioner_that_did_not_look() -> None:
    assert of("A winglet.", writer="facts") == []


def test_what_no_source_says_has_no_ground() -> None:
    assert of("A Fokker 50 beside a crimson hangar, 1987.") == []


def test_a_term_is_not_supported_by_its_words_one_by_one() -> None:
    heron = replace(NOTHING, subject="heron", subject_from="set", colours=("grey",))
    assert of("A grey heron.", heron) == []


def test_words_of_the_set_are_no_source_for_a_captioner_that_saw_nothing() -> None:
    assert of("A Lufthansa tail.", writer="facts") == []


def test_a_person_needs_no_ground() -> None:
    assert of("KLM Boeing 747-400 at Schiphol.", writer="person") == []


def test_every_field_has_its_own_and_each_once() -> None:
    texts = TextsInContext("A vehicle, a vehicle.", "A vehicle.", ("vehicle",), facts=FACTS, writer="facts")
    found = grounds(Reading(texts, KNOWN))
    assert found == tuple(
        Ground(field, "vehicle", "classifier", "vehicle") for field in ("caption", "alt_text", "keywords")
    )


def test_all_that_the_composer_claims_has_a_ground() -> None:
    draft = compose(FACTS)
    reading = Reading(TextsInContext(draft.caption, draft.alt_text, draft.keywords, facts=FACTS, writer="facts"), KNOWN)
    assert {ground.words for ground in grounds(reading) if ground.field == "keywords"} == set(draft.keywords)
