"""What a person is shown of witnesses: who says what about a claim, and where; never the names of nodes."""

from __future__ import annotations

from dataclasses import replace

from runner.facts import Fact, Look, Region
from runner.messages import word
from runner.schema import ClaimVerdict
from runner.text.claims.account import account
from runner.text.claims.witness_names import called

LOOKED = (
    Look("boxes of mine", "nanodet_g", label="object_detector"),
    Look("again", "captioner", believed=False, label="second_captioner"),
    Look("letters", label="text_reader"),
    Look("birds", label="bird watcher"),
    Look("plain"),
)
LEFT, RIGHT, LINE = Region(0, 0, 0.4, 0.4), Region(0.5, 0, 0.9, 0.4), Region(0.1, 0.8, 0.3, 0.9)
CAT = ClaimVerdict("caption", "cat", "object", "cat", "supported", None, 0.01, ("boxes of mine",), (), None)
DENIED = ("boxes of mine", "again")
DOG = ClaimVerdict("caption", "dog", "object", "dog", "contradicted", "error", 0.97, (), DENIED, None)
BLACK = ClaimVerdict("caption", "black", "colour", "black", "unwitnessed", None, None, (), (), None)


def test_witnesses_are_called_what_their_stages_declare_whatever_their_nodes_are_named() -> None:
    (claim,) = account([DOG], (), LOOKED).claims
    assert word(claim.said) == "Not found (checked by: object detector and second captioner)"
    assert word(claim.said, "de") == "Nicht gefunden (geprüft: Objekterkennung und zweiter Textgenerator)"
    own = account([replace(DOG, opposing=("birds", "plain"))], (), LOOKED).claims[0]
    assert word(own.said, "de") == "Nicht gefunden (geprüft: bird watcher und plain)", "somebody's own stage"
    people = account([replace(CAT, supporting=("set", "human"))], (), LOOKED).claims[0]
    assert word(people.said) == "Confirmed by: the set and texts in the file"


def test_two_witnesses_of_one_kind_are_told_apart_and_each_is_named_once() -> None:
    two = (Look("nano", label="object_detector"), Look("large", label="object_detector"), LOOKED[1])
    assert called(["nano", "large", "again", "again"], two) == ("nano", "large", "second_captioner")


def test_contradicted_claims_come_first_and_uncertain_and_unchecked_ones_last() -> None:
    doubted = replace(DOG, field="keywords", verdict="unwitnessed", severity=None, probability=0.2)
    found = account([BLACK, doubted, CAT, DOG], (), LOOKED)
    assert [each.standing for each in found.claims] == ["contradicted", "supported", "doubted", "unchecked"]
    assert word(found.claims[0].certainty or found.claims[0].said) == "97% likely to be wrong"
    assert [each.certainty for each in found.claims[1:]] == [None, None, None]
    assert "not certain enough" in word(found.claims[2].said)
    assert word(found.claims[3].said) == "Could not be checked"


def test_a_claim_that_several_texts_make_is_one_and_keeps_the_worst_probability() -> None:
    again = replace(DOG, field="keywords", words="Dogs", probability=0.99)
    other = replace(DOG, field="alt_text", severity="warn", probability=0.7)
    first, second = account([again, DOG, other], (), LOOKED).claims
    assert first.fields == ("caption", "keywords")
    assert word(first.certainty or first.said) == "99% likely to be wrong"
    assert second.fields == ("alt_text",), "a warning is no error"


def test_nothing_is_said_to_be_wholly_certain() -> None:
    (claim,) = account([replace(DOG, probability=0.9999)], (), LOOKED).claims
    assert word(claim.certainty or claim.said) == "99% likely to be wrong"


def test_a_claim_points_at_what_its_own_witnesses_saw_of_it() -> None:
    facts = (
        Fact("boxes of mine", "object", "cat", 0.9, LEFT),
        Fact("boxes of mine", "object", "cat", 0.8, RIGHT),
        Fact("boxes of mine", "object", "dining table", 0.8, LINE),
        Fact("birds", "object", "cat", 0.9, RIGHT),
        Fact("again", "object", "cat"),
    )
    count = replace(CAT, kind="count", value="1", verdict="contradicted", severity="warn",
                    supporting=(), opposing=("boxes of mine",), seen="2")  # fmt: skip
    animal = replace(CAT, words="animal", value="animal")
    found = account([CAT, count, animal], facts, LOOKED)
    by_words = {word(each.words): each for each in found.claims}
    assert len(found.seen) == 3, "what has no place is not drawn, and what two witnesses saw at one place once"
    for words in ("cat", "cat (number: 1)", "animal"):
        assert [found.seen[number].region for number in by_words[words].seen] == [LEFT, RIGHT], words
    assert word(by_words["cat (number: 1)"].said) == "2 can be seen (checked by: object detector)"


def test_of_one_line_of_text_only_the_most_particular_is_drawn() -> None:
    facts = (
        Fact("letters", "text", "D-AIBC", 0.95, LINE),
        Fact("letters", "registration", "D-AIBC", 0.95, LINE),
        Fact("letters", "text", "CAFE", 0.95, LEFT),
    )
    wrong = ClaimVerdict(
        "caption", "D-AIBD", "registration", "D-AIBD", "contradicted", "warn", None, (), ("letters",), "D-AIBC"
    )  # fmt: skip
    words = ClaimVerdict("caption", "Cafe", "text", "Cafe", "supported", None, None, ("letters",), (), None)
    found = account([wrong, words], facts, LOOKED)
    assert [(each.kind, each.value) for each in found.seen] == [("registration", "D-AIBC"), ("text", "CAFE")]
    assert [each.seen for each in found.claims] == [(0,), (1,)]
    assert word(found.claims[0].said) == "The picture says D-AIBC (read by: text in the picture)"


def test_a_thing_that_is_a_scene_too_is_listed_once() -> None:
    beach = ClaimVerdict("caption", "beach", "object", "beach", "unwitnessed", None, None, (), (), None)
    scene = replace(beach, kind="scene", verdict="contradicted", severity="warn", probability=0.9)
    denied = replace(scene, opposing=("plain",), seen="kitchen")
    (claim,) = account([beach, denied], (), LOOKED).claims
    assert word(claim.said) == "Looks like kitchen (checked by: plain)"
    assert len(account([replace(beach, verdict="supported", supporting=("again",)), denied], (), LOOKED).claims) == 2
