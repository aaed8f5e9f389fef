"""What the reader takes a text to claim."""

from __future__ import annotations

import pytest

from runner.schema import NO_TEXTS, Texts
from runner.text.claims.claim import Count
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.reader import facts_of_text, read, read_keywords, read_texts


def values(text: str, kind: str = "object") -> list[str]:
    return [claim.value for claim in read(text) if claim.kind == kind]


def counted(text: str) -> list[tuple[str, str | None]]:
    return [(claim.value, claim.of) for claim in read(text) if claim.kind == "count"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A man and two women sit on a sofa.", ["man", "woman", "couch"]),
        ("People with their kids near an automobile", ["person", "child", "car"]),
        ("A double-decker bus passes a traffic signal", ["double-decker bus", "traffic light"]),
        ("A cruise ship leaves the harbour", ["cruise ship", "harbour"]),
        ("A dining table with knives, forks and wine glasses", ["table", "knife", "fork", "wine glass"]),
        ("A bus stop beside train tracks in a dining area", ["bus stop"]),
        ("Children play in the snow with a sled", ["child", "snow", "sled"]),
        ("2 adult elephants and a baby elephant", ["elephant", "elephant"]),
        ("An adult and a baby", ["adult", "baby"]),
        ("A short man in shorts", ["man", "short"]),
        ("Two TVs, three taxis and neckties", ["tv", "taxi", "tie"]),
        (
            "A hatchback, a skiff, a schnauzer, an osprey and a footballer",
            [
                "hatchback",
                "skiff",
                "schnauzer",
                "osprey",
                "footballer",
            ],
        ),
        ("Men's suits in a shop", ["suit", "shop"]),
        ("A ceramic bowl and a plastic bottle", ["bowl", "bottle"]),
        ("", []),
    ],
)
def test_things_are_read_under_their_plain_names(text: str, found: list[str]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "There are no people in the street.",
        "A street without any people",
        "A field free of people, with grass",
        "It does not show any people.",
        "No cars or people can be seen.",
        "Neither cars nor people are there.",
        "People are not visible.",
        "People are absent from the scene.",
        "The absence of people makes it calm.",
    ],
)
def test_what_is_negated_is_not_claimed(text: str) -> None:
    assert "person" not in values(text)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("A man without a shirt riding a bike", "bicycle"),
        ("Not only a dog but also a cat lies there", "dog"),
        ("No cars, but a dog is on the road", "dog"),
        ("A street with no cars. A dog sleeps.", "dog"),
        ("He has no hat and rides a horse", "horse"),
    ],
)
def test_a_negation_ends_where_its_phrase_does(text: str, thing: str) -> None:
    assert thing in values(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A cat chases a mouse with a long tail", ["cat", "mouse animal"]),
        ("A laptop with a keyboard and a mouse", ["laptop", "keyboard", "computer mouse"]),
        ("A mouse", []),
        ("An orange cat", ["cat"]),
        ("Two oranges in a basket", ["orange fruit", "basket"]),
        ("A crane beside a tower", ["tower"]),
        ("A crane spreads its wings over the marsh", ["crane bird"]),
        ("A batter swings a bat at the ball", ["batter", "baseball bat", "ball"]),
        ("A bat hangs in a cave", []),
        ("Red light over the city", []),
        ("A remote area", []),
        ("A remote on the couch", ["remote control", "couch"]),
        ("A plane on the runway", ["airplane", "runway"]),
        ("Seen on a plane of glass", []),
    ],
)
def test_words_of_two_meanings_are_read_by_context_or_not_at_all(text: str, found: list[str]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    "text", ["Two people walk.", "2 people walk.", "Two young people walk.", "A pair of people walk."]
)
def test_two_is_two_in_words_and_digits(text: str) -> None:
    assert counted(text) == [("2", "person")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A single boat", [("1", "boat")]),
        ("A lone tree", [("1", "tree")]),
        ("12 bottles of beer", [("12", "bottle")]),
        ("A dozen donuts", [("12", "donut")]),
        ("A trio of dogs", [("3", "dog")]),
        ("Several people", []),
        ("A dog", []),
        ("At least two dogs", []),
        ("Two or three dogs", []),
        ("Two slices of pizza", []),
        ("A pair of skis", []),
        ("2 bus drivers", [("2", "driver")]),
        ("A group of people", []),
        ("Platform 2 people wait", []),
        ("Two buses and three wine glasses", [("2", "bus"), ("3", "wine glass")]),
        ("Two brown and white cows", [("2", "cow")]),
        ("Two men wear ties.", [("2", "man")]),
        ("1. Dog 2. Cat", []),
        ("Two to three dogs", []),
        ("About a dozen dogs", []),
        ("Fewer than five dogs", []),
        ("3+ dogs", []),
        ("Two other dogs", []),
        ("Two zebras graze while a third stands guard.", []),
        ("Two dogs on third base", [("2", "dog")]),
        ("A pair of jeans", []),
    ],
)
def test_only_what_counts_is_a_count(text: str, found: list[tuple[str, str]]) -> None:
    assert counted(text) == found


@pytest.mark.parametrize("text", ["A crowd", "A family", "A group of people", "An audience"])
def test_a_group_is_no_single_thing(text: str) -> None:
    (claim,) = [claim for claim in read(text) if claim.kind == "object"]
    assert claim.count is not None
    assert claim.count.most is None


def test_several_and_a_couple_have_bounds() -> None:
    (several,) = [claim.count for claim in read("several boats") if claim.kind == "object"]
    (couple,) = [claim.count for claim in read("a couple of boats") if claim.kind == "object"]
    assert several == Count(2, None, exact=False)
    assert couple == Count(2, 4, exact=False)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A statue of a horse", "depicted"),
        ("A horse statue in a park", "depicted"),
        ("A toy horse", "depicted"),
        ("A ceramic horse", "depicted"),
        ("The silhouette of a horse", "seen"),
        ("In the corner hangs a picture of a horse", "depicted"),
        ("A picture of a horse", "seen"),
        ("He is waiting for a horse", "supposed"),
        ("It is possibly a horse", "supposed"),
        ("A cloud that looks like a horse", "supposed"),
        ("A meal to be enjoyed by a horse", "supposed"),
        ("A horse in a field", "seen"),
    ],
)
def test_figures_and_guesses_are_told_apart_from_what_is_there(text: str, mode: str) -> None:
    assert [claim.mode for claim in read(text) if claim.value == "horse"] == [mode]


def test_colours_belong_to_their_things() -> None:
    found = [
        (claim.value, claim.of) for claim in read("A black and white dog beside a gray car") if claim.kind == "colour"
    ]
    assert sorted(found) == [("black", "dog"), ("grey", "car"), ("white", "dog")]


def test_words_in_quotation_marks_are_text_in_the_picture_and_nothing_else() -> None:
    found = read('A sign with the words "No dogs, two people" on a wall')
    assert [(claim.kind, claim.value) for claim in found] == [
        ("object", "sign"),
        ("text", "No dogs, two people"),
        ("object", "wall"),
    ]
    assert values("A sign that says STOP here", "text") == ["STOP"]
    assert values("A man's dog isn't here", "text") == []


def test_marks_around_the_whole_answer_quote_nothing() -> None:
    assert values('"A dog runs on a beach."') == ["dog", "beach"]
    assert values('Sure, I can do that for you! Here is a short caption of it: "A dog."') == ["dog"]
    assert values('A sign on a wall of the house reads: "A dog."') == ["sign", "wall", "house"]


def test_registrations_dates_and_numbers_are_kinds_of_their_own() -> None:
    found = {(claim.kind, claim.value) for claim in read("PH-BFL beside 2 cars at gate 44 on 4 May 2021")}
    assert {("registration", "PH-BFL"), ("count", "2"), ("number", "44"), ("date", "4 May 2021")} <= found
    assert not {("number", "2"), ("number", "4"), ("number", "2021")} & found


def test_keywords_help_each_other_and_say_where_they_stand() -> None:
    found = [(claim.value, claim.index) for claim in read_keywords(["laptop", "mouse", "no people"])]
    assert found == [("laptop", 0), ("computer mouse", 1)]


def test_all_texts_of_a_photo_are_read() -> None:
    claims = read_texts(Texts("A dog", "A brown dog on a rug", ("dog", "rug")))
    assert {claim.field for claim in claims} == {"caption", "alt_text", "keywords"}
    assert read_texts(NO_TEXTS) == ()


def test_what_a_text_says_becomes_facts_without_its_guesses() -> None:
    facts = facts_of_text("second", "Two dogs wait on a rug, possibly for a cat.")
    assert {(fact.kind, fact.value) for fact in facts} == {("object", "dog"), ("object", "rug"), ("count", "2 dog")}
    assert {fact.witness for fact in facts} == {"second"}


def test_labels_of_detectors_are_things() -> None:
    lexicon = default_lexicon()
    assert lexicon.named("mouse") == "computer mouse"
    assert lexicon.named("dining table") == "table"
    assert lexicon.named("cell_phone") == "cell phone"
    assert lexicon.named("qwertz") is None
    assert {"man", "person"} <= lexicon.things_in("man")
    assert lexicon.kinds("cruise ship") >= {"ship", "boat", "vehicle"}
