from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sample_facts import AIRLINER, CAT, HOSTILE, NOTHING

from runner.captioner import Request
from runner.captioning.composer import Composer, compose
from runner.facts import Fact
from runner.schema import NO_TEXTS, FactsRow
from runner.text.language.reading import Reading, TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.language.tokenise import tokenise
from runner.text.prompting import phrasing
from runner.text.rules.caption_is_alt import CaptionIsAltOptions, caption_is_alt


def named(subject: str, **known: object) -> FactsRow:
    return replace(NOTHING, subject=subject, subject_from="set", **known)  # type: ignore[arg-type]


def seen(subject: str, **known: object) -> FactsRow:
    return replace(NOTHING, subject=subject, subject_from="model", **known)  # type: ignore[arg-type]


NIGHT = {"captured_at": datetime(2024, 10, 27, 2, 59), "time_of_day": "night"}
MAY_2019 = {"captured_at": datetime(2019, 5, 4, 15), "time_of_day": "afternoon"}


@pytest.mark.parametrize(
    ("facts", "caption"),
    [
        (AIRLINER, "KLM Boeing 747-400 at Schiphol Airport in the afternoon, May 2019."),
        (CAT, "An Egyptian cat at night, November 2021."),
        (named("Canal houses", location="Amsterdam"), "Canal houses in Amsterdam."),
        (
            named("Brown bear", location="Katmai National Park, Alaska", **MAY_2019),
            "Brown bear in Katmai National Park, Alaska, in the afternoon, May 2019.",
        ),
        (named("Heron", captured_at=datetime(2019, 5, 4)), "Heron, May 2019."),
        (named("Heron", location="Delft", captured_at=datetime(2019, 5, 4)), "Heron in Delft, May 2019."),
        (named("Windmills", location="Netherlands"), "Windmills in the Netherlands."),
        (named("Seals", location="Isle of Skye, Scotland"), "Seals on Isle of Skye, Scotland."),
        (named("Trains", location="Gare du Nord"), "Trains at Gare du Nord."),
        (
            named("Schiphol Airport in the rain", location="Schiphol Airport, Netherlands"),
            "Schiphol Airport in the rain.",
        ),
        (named("iPhone on a desk"), "iPhone on a desk."),
        (
            named("A ferry leaves Piran at night", location="Piran, Slovenia", **NIGHT),
            "A ferry leaves Piran at night, October 2024.",
        ),
        (named("Market hall, January 2024", captured_at=datetime(2024, 1, 5)), "Market hall, January 2024."),
        (named("Kirmes 2024", captured_at=datetime(2024, 5, 5)), "Kirmes 2024 in May."),
        (named("May market", captured_at=datetime(2024, 5, 5)), "May market, 2024."),
        (named("Sunset over the bay", **MAY_2019), "Sunset over the bay, May 2019."),
        (named("A street in Delft", location="Oude Kerk, Delft, Netherlands"), "A street in Delft in Oude Kerk."),
        (named("New Yorkers", location="York, England"), "New Yorkers in York, England."),
        (named("a market stall."), "A market stall."),
        (seen("umbrella"), "An umbrella."),
    ],
)
def test_the_caption_says_what_where_and_when(facts: FactsRow, caption: str) -> None:
    assert compose(facts).caption == caption


@pytest.mark.parametrize(
    ("facts", "alt_text"),
    [
        (CAT, "An Egyptian cat in a scene of mostly brown and grey."),
        (AIRLINER, "KLM Boeing 747-400 in a scene of mostly blue and white."),
        (seen("rocket", colours=("blue", "black", "orange")), "A rocket in a scene of mostly blue, black and orange."),
        (seen("bicycle"), "A bicycle."),
    ],
)
def test_the_alt_text_says_what_there_is_to_see(facts: FactsRow, alt_text: str) -> None:
    assert compose(facts).alt_text == alt_text


@pytest.mark.parametrize(
    "known",
    [
        {"location": "Houston, Texas", "colours": ("brown", "grey", "white"), **MAY_2019},
        {"colours": ("brown", "grey", "white")},
        {"location": "Houston, Texas", **MAY_2019},
    ],
)
@pytest.mark.parametrize(
    ("subject", "person"),
    [
        ("Astronaut in front of a flag", "Eileen Collins"),
        ("Two astronauts beside a shuttle model", "Eileen Collins"),
        ("Two astronauts beside a shuttle model in a hall of flags", "Eileen Collins"),
    ],
)
def test_caption_and_alt_text_are_two_texts_however_long_their_subject_is(
    subject: str, person: str | None, known: dict[str, object]
) -> None:
    people = (Fact("named", "person", person),) if person else ()
    texts = compose(named(subject, facts=people, **known))
    reading = Reading(TextsInContext(*texts.values), Thesaurus({}))
    assert list(caption_is_alt(reading, CaptionIsAltOptions())) == []
    for text in (texts.caption, texts.alt_text):
        assert text is not None
        assert subject[1:] in text
        assert (person or "") in text


def test_a_caption_in_the_file_and_no_title_give_two_texts() -> None:
    told = "A ferry leaves the harbour of Piran at night"
    known = named(told, caption=f"{told}.", location="Piran, Slovenia", colours=("purple", "blue"), **NIGHT)
    texts = compose(replace(known, subject_from="human"))
    assert texts.caption == f"{told}, October 2024."
    assert texts.alt_text == f"Mostly purple and blue: {told}."
    reading = Reading(TextsInContext(*texts.values), Thesaurus({}))
    assert not list(caption_is_alt(reading, CaptionIsAltOptions()))


def test_keywords_come_from_every_fact_that_is_a_term() -> None:
    assert compose(AIRLINER).keywords == (
        "KLM Boeing 747-400", "airliner", "aircraft", "vehicle", "Schiphol Airport", "Aviation", "Buitenveldertbaan",
        "afternoon", "2019",
    )  # fmt: skip


def test_keywords_are_distinct_short_and_not_about_photography() -> None:
    keywords = ("Boats", "boat", "BOATS", "a very long search term", "x" * 41, "", "rope")
    facts = named("Boat", category="Macro Photography", keywords=keywords)
    assert compose(facts).keywords == ("Boat", "Macro", "rope")
    assert compose(named("Water drop on green glass of a bottle")).keywords == ("Water drop", "green glass", "bottle")


def test_there_are_never_more_than_fifteen_keywords() -> None:
    assert len(compose(named("Boat", keywords=tuple(f"rope {n}" for n in range(99)))).keywords) == phrasing.MOST_TERMS


def test_where_nothing_is_known_nothing_is_written() -> None:
    assert compose(NOTHING) == NO_TEXTS
    place_only = compose(
        replace(NOTHING, location="Delft, Netherlands", location_from="set", colours=("grey",), **MAY_2019)
    )
    assert (place_only.caption, place_only.alt_text) == (None, None)
    assert place_only.keywords == ("Delft", "Netherlands", "afternoon", "2019")


@pytest.mark.parametrize("facts", [AIRLINER, CAT, seen("volcano", location="Mount Etna, Sicily", **MAY_2019)])
def test_no_word_stands_in_a_text_that_no_fact_has(facts: FactsRow) -> None:
    grammar = set("a an at in on the and of scene mostly may november".split())
    known = " ".join(filter(None, (facts.subject, facts.location, facts.time_of_day, *facts.colours)))
    allowed = grammar | {token.fold for token in tokenise(f"{known} {facts.captured_at}")} | {"2019", "2021"}
    draft = compose(facts)
    assert {token.fold for token in tokenise(f"{draft.caption} {draft.alt_text}")} <= allowed


@pytest.mark.parametrize(
    ("subject", "terms"),
    [
        ("El cielo sobre Berlin (Heaven above Berlin)", ("Heaven", "Berlin")),
        ("Arezzo cathedral (duomo), north side", ("Arezzo cathedral", "duomo", "north side")),
        ("Canal houses: four of them, at dusk", ("Canal houses", "four", "dusk")),
        ("Take-off at 10:30 of a Boeing", ("Take-off", "10:30", "Boeing")),
    ],
)
def test_a_long_subject_gives_its_pieces_without_their_punctuation(subject: str, terms: tuple[str, ...]) -> None:
    assert compose(named(subject)).keywords == terms


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_of_a_file_do_not_break_it(text: str) -> None:
    facts = replace(AIRLINER, subject=text, subject_from="human", location=text, keywords=(text,), category=text)
    assert compose(facts).caption is not None


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("cat", "a cat"),
        ("airliner", "an airliner"),
        ("hourglass", "an hourglass"),
        ("unicycle", "a unicycle"),
        ("one-piece swimsuit", "a one-piece swimsuit"),
        ("Arctic fox", "an Arctic fox"),
        ("ear of corn", "an ear of corn"),
        ("school bus", "a school bus"),
        ("trumpet", "a trumpet"),
        ("binoculars", "binoculars"),
        ("sunglasses", "sunglasses"),
        ("swimming trunks", "swimming trunks"),
        ("broccoli", "broccoli"),
        ("kitchenware", "kitchenware"),
        ("sports equipment", "sports equipment"),
        ("triceratops", "a triceratops"),
    ],
)
def test_classes_get_the_article_that_english_gives_them(noun: str, expected: str) -> None:
    assert phrasing.with_article(noun) == expected


def test_the_same_facts_always_give_the_same_evidence() -> None:
    requests = [Request("a", CAT, None), Request("b", AIRLINER, Path("unread.jpg")), Request("c", CAT, None)]
    first, other, again = Composer("composer").write(requests)
    assert (first.draft, first.raw, first.prompt_hash) == (again.draft, again.raw, again.prompt_hash)
    assert other.prompt_hash != first.prompt_hash
    assert first.draft == compose(CAT)
    assert (first.prompt_tokens, first.completion_tokens, Composer("composer").model_hash) == (None, None, None)


def test_a_registration_that_was_read_is_named() -> None:
    draft = compose(replace(AIRLINER, facts=(Fact("read", "registration", "PH-BFA", 0.95),)))
    assert draft.caption is not None
    assert draft.caption.startswith("KLM Boeing 747-400 PH-BFA at Schiphol Airport")
    assert "PH-BFA" in draft.keywords
