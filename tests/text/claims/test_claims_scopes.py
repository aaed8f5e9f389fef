"""What a text denies, guesses, asks, or mentions only as a picture within the picture."""

from __future__ import annotations

import pytest

from runner.facts import Fact
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.weighing import weigh
from tests.text.claims.claims_book import BOOK


def modes(text: str) -> dict[str, str]:
    return {claim.value: claim.mode for claim in read(text) if claim.kind == "object"}


@pytest.mark.parametrize(
    "text",
    [
        "The man isn't holding a dog.",
        "There do not seem to be any dogs.",
        "It does not appear to have any dogs in it.",
        "There are no other objects, such as a dog, visible.",
        "No people, cats or dogs are present.",
        "The park is free from dogs.",
        "It is not used by any dog.",
        "There are 0 dogs.",
        "The picture lacks any dog.",
        "A dog is nowhere to be seen.",
        "The dog is no longer there.",
        "The dog cannot be seen.",
        "Not one dog is in the park.",
        "There is hardly any dog in sight.",
    ],
)
def test_a_negation_reaches_over_verbs_and_lists(text: str) -> None:
    assert "dog" not in modes(text)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("No one is riding the horse.", "horse"),
        ("There is no one riding the horse.", "horse"),
        ("No fewer than two dogs", "dog"),
        ("Not just dogs", "dog"),
        ("None of the dogs barks.", "dog"),
        ("A slice of pizza is missing.", "pizza"),
        ("Nothing is there other than a dog.", "dog"),
        ("With one wheel missing and a dog beside it", "dog"),
    ],
)
def test_not_every_negator_denies(text: str, thing: str) -> None:
    assert modes(text)[thing] == "seen"


@pytest.mark.parametrize(
    "text",
    [
        "The animal, likely a dog, sleeps.",
        "It is possibly a cat or a dog.",
        "It is unclear whether there is a dog.",
        "It would be nicer with a dog.",
        "Is there a dog?",
        "A sign warns of a dog.",
        "Dogs are not allowed.",
        "A man dressed as a dog",
        "The cloud looks like a pack of dogs.",
        "It was built for dogs.",
    ],
)
def test_what_is_guessed_asked_or_meant_is_not_said_to_be_there(text: str) -> None:
    assert modes(text)["dog"] == "supposed"


@pytest.mark.parametrize("text", ["A man is likely riding a dog.", "It is likely that the dog sleeps."])
def test_a_guess_about_an_action_is_none_about_its_thing(text: str) -> None:
    assert modes(text)["dog"] == "seen"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The square offers visitors a view.", "supposed"),
        ("It is used to transport visitors.", "supposed"),
        ("The bus will pick up visitors.", "supposed"),
        ("The guide warns two visitors.", "seen"),
        ("Visitors walk there.", "seen"),
    ],
)
def test_people_for_whom_something_is_need_not_be_there(text: str, mode: str) -> None:
    assert modes(text)["visitor"] == mode


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A black and white photo of a horse", "seen"),
        ("This is an old close-up photograph of a horse.", "seen"),
        ("The image features a close-up view of a horse.", "seen"),
        ("The image shows a black and white photograph of a horse.", "seen"),
        ("A framed picture of a horse", "depicted"),
        ("A picture of a horse is hanging on the wall.", "depicted"),
        ("The room has a picture of a horse.", "depicted"),
        ("The TV is showing a horse.", "depicted"),
        ("A mural depicting a man on a horse", "depicted"),
        ("A bronze statue of a man on a horse", "depicted"),
        ("A horse painted on a wall", "depicted"),
        ("A shirt with a horse on it", "depicted"),
        ("A rug with a horse beside it", "seen"),
        ("A stuffed brown horse", "depicted"),
        ("A horse-drawn cart and a horse symbol", "depicted"),
        ("A statue of a majestic horse", "depicted"),
    ],
)
def test_pictures_in_the_picture_are_told_from_what_the_picture_shows(text: str, mode: str) -> None:
    assert modes(text)["horse"] == mode


def test_a_thing_of_a_shape_is_there_and_its_model_is_not() -> None:
    assert modes("A cake shaped like a train") == {"cake": "seen", "train": "supposed"}
    assert modes("A wooden boat and a wooden horse") == {"boat": "seen", "horse": "depicted"}


def test_capitals_on_a_sign_are_text_and_no_things() -> None:
    assert modes("The plate says TRAIN 4 here") == {"plate": "seen"}


def test_a_choice_of_two_is_wrong_only_where_neither_is_there() -> None:
    claims = read("A dog or a car stands there.")
    assert [claim.instead for claim in claims if claim.kind == "object"] == ["car", "dog"]
    looked = ("detector", "second")
    dog = [Fact("detector", "object", "dog"), *facts_of_text("second", "A dog.")]
    seen = weigh(claims, dog, looked, BOOK, writer="first")
    assert [each.verdict for each in seen if each.claim.kind == "object"] == ["supported", "unwitnessed"]
    neither = weigh(claims, facts_of_text("second", "A meadow."), looked, BOOK, writer="first")
    assert {each.verdict for each in neither if each.claim.kind == "object"} == {"contradicted"}


def test_a_man_or_a_woman_is_a_person() -> None:
    assert [claim.instead for claim in read("A man or a woman") if claim.kind == "object"] == [None, None]
