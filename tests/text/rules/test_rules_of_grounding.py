"""Every grounding rule with texts that it must catch, and similar texts that it must leave alone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from rules_corpus import NO_FACTS, corpus, pack, thesaurus

from runner.captioning.composer import compose
from runner.errors import ConfigError
from runner.messages import say
from runner.models.onnx.hierarchy import read_hierarchy
from runner.models.onnx.packaged import classifier_files
from runner.schema import FactsRow, Finding
from runner.text.claims.registrations import read_mark
from runner.text.language.reading import Reading, TextsInContext, Writer
from runner.text.language.thesaurus import Thesaurus, Vocabulary
from runner.text.rules import RULES, check

RULES_OF_GROUNDING = (
    "invented misplaced_colour ungrounded_keyword ungrounded_name ungrounded_number ungrounded_scene ungrounded_term "
    "contradiction time_conflict category_leak subject_missing keywords_without_subject location_missing "
    "keywords_without_location registration"
).split()

MARKS = """
    PH-BFL G-EUPT D-AIZC F-GKXA C-FIVS N12345 N1AA JA8089 JA801A HL7402 B-HUJ B-18701 B-2032 9V-SKA A6-EDA 4X-ECA
    RA-85001 UP-B5701 RDPL-34188 VN-A861 4K-AZ01 CP-1234 9XR-WA
    VH-OQA 4K-AZ1 A9C-BAHR LV-X001 CCCP-86000 DDR-SEK VR-HOO 7T-VJK EK-32009 OE-5432
""".split()
NO_MARKS = "F-16 F-16C B-52H MD-11 AH-64D 747-400 A320-200 T-SHIRT CO-OP 10-YEAR ph-bfl N1 KLM AS-350B3".split()


def facts(**known: Any) -> FactsRow:
    listed = {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
    return FactsRow(**{**NO_FACTS, **listed})


BIRD = facts(
    subject="bird",
    subject_from="model",
    labels=["bird", "animal"],
    colours=["grey", "blue"],
    captured_at=datetime(2019, 5, 4, 15, 30),
    time_of_day="afternoon",
)


NO_PLACE = facts(labels=["elephant", "bear"])


def findings(texts: TextsInContext, name: str = "default") -> list[Finding]:
    found = check(texts, pack(name).rules, thesaurus(name))
    return [finding for finding in found if finding.rule in RULES_OF_GROUNDING]


def texts(case: dict[str, Any]) -> TextsInContext:
    fields = {name: value for name, value in case.items() if name not in ("facts", "keywords", "writer")}
    known = facts(**case["facts"]) if "facts" in case else None
    return TextsInContext(
        **fields, keywords=tuple(case.get("keywords", ())), facts=known, writer=case.get("writer", "facts")
    )


def cases(kind: str) -> list[tuple[str, int]]:
    return [(rule, number) for rule in RULES_OF_GROUNDING for number in range(len(corpus(rule)[kind]))]


def alone(rule: str, kind: str, number: int) -> tuple[Finding, ...]:
    """What the rule finds in a case of its corpus, no other rule saying it better."""
    file = corpus(rule)
    name = file.get("pack", "default")
    rules = pack(name).rules
    only = type(rules)(**{rule: getattr(rules, rule)})
    return check(texts(file[kind][number]), only, thesaurus(name))


@pytest.mark.parametrize(("rule", "number"), cases("caught"))
def test_a_planted_lie_is_caught(rule: str, number: int) -> None:
    assert alone(rule, "caught", number)


@pytest.mark.parametrize(("rule", "number"), cases("caught"))
def test_a_planted_lie_is_an_error_of_the_whole_pack_where_its_rule_calls_it_one(rule: str, number: int) -> None:
    file = corpus(rule)
    name = file.get("pack", "default")
    found = check(texts(file["caught"][number]), pack(name).rules, thesaurus(name))
    severities = {finding.severity for finding in alone(rule, "caught", number)}
    assert max(severities, key="warn error".find) in {finding.severity for finding in found}


@pytest.mark.parametrize(("rule", "number"), cases("good"))
def test_a_good_neighbour_of_a_lie_is_left_alone(rule: str, number: int) -> None:
    assert alone(rule, "good", number) == ()


@pytest.mark.parametrize("writer", ["facts", "picture"])
def test_what_follows_from_the_facts_is_grounded_for_every_class_of_the_classifier(writer: Writer) -> None:
    hierarchy = read_hierarchy(classifier_files("efficientnet_lite0")[1])
    for path in (*hierarchy.classes, *hierarchy.groups):
        known = replace(BIRD, subject=path[-1], labels=tuple(reversed(path)))
        draft = compose(known)
        assert findings(TextsInContext(draft.caption, draft.alt_text, draft.keywords, facts=known, writer=writer)) == []


def test_no_term_of_any_vocabulary_slips_into_a_text_that_was_written_from_facts() -> None:
    known = thesaurus("default")
    supported = Reading(TextsInContext(facts=BIRD, writer="facts"), known).supported
    terms = sorted(set().union(*known.members.values()) - supported)
    missed = [term for term in terms if not _catches(f"A bird and a {known.written(term)} in the afternoon.")]
    assert len(terms) > 2000
    assert missed == []


def test_no_single_wrong_word_slips_into_a_text_that_was_written_from_facts() -> None:
    words = "reflection canvas bright Emma flies smiling quietly 12 seven GmbH x-ray sunny tail wooden none".split()
    told = "A bird in the afternoon, May 2019.".split()
    dice = random.Random(5)
    for _ in range(300):
        place, word = dice.randrange(len(told) + 1), dice.choice(words)
        assert _catches(" ".join([*told[:place], word, *told[place:]])), (place, word)


def _catches(caption: str) -> bool:
    found = check(
        TextsInContext(caption, facts=BIRD, writer="facts", fields=("caption",)),
        pack("default").rules,
        thesaurus("default"),
    )
    return any(finding.severity == "error" and finding.rule != "length" for finding in found)


def test_a_keyword_is_not_supported_by_the_caption() -> None:
    found = findings(TextsInContext("A heron.", "A heron.", ("heron",), facts=BIRD, writer="facts"))
    assert "keywords" in {finding.field for finding in found if finding.severity == "error"}


def test_a_term_that_is_too_precise_is_told_its_group() -> None:
    found = findings(TextsInContext("A grey heron.", facts=BIRD, writer="picture"))
    assert [finding.said for finding in found] == [say("ungrounded_term.too_precise", words="grey heron", group="bird")]


@pytest.mark.parametrize("caption", ["A grey heron by a bird.", "A bird in Paris.", "A bird in the Alps in 1987."])
@pytest.mark.parametrize("writer", ["facts", "picture"])
def test_a_word_that_no_source_supports_has_one_finding(caption: str, writer: Writer) -> None:
    words = [word for finding in findings(TextsInContext(caption, facts=BIRD, writer=writer)) for word in finding.words]
    assert words
    assert len(words) == len(set(words))


def test_of_findings_about_the_same_words_the_most_telling_is_kept() -> None:
    (found,) = findings(TextsInContext("A grey heron.", facts=BIRD, writer="facts"))
    assert (found.rule, found.words) == ("ungrounded_term", ("grey heron",))


def test_what_a_captioner_sees_is_a_warning_and_what_it_cannot_see_an_error() -> None:
    seen = findings(TextsInContext("A heron and a dog on a beach beside a bus.", facts=BIRD, writer="picture"))
    assert {(finding.words, finding.severity) for finding in seen} == {
        (("heron",), "warn"), (("dog",), "warn"), (("bus",), "warn"),
    }  # fmt: skip
    blind = findings(TextsInContext("A heron and a dog on a beach beside a bus.", facts=BIRD, writer="facts"))
    assert {finding.severity for finding in blind} == {"error"}


@pytest.mark.parametrize(
    ("caption", "severities"),
    [
        ("A sign with German text above a door.", ["warn"]),
        ("Two teddy bears in traditional japanese clothing.", ["warn"]),
        ("A shelf with three beautiful Chinese vases.", ["warn"]),
        ("A sign says 'stop' in English.", ["warn"]),
        ("A sign in a German town.", ["error"]),
        ("A sign by a road in English Harbour.", ["error"]),
        ("An elephant in an African field.", ["error"]),
        ("A table with a Rembrandt vase.", ["error"]),
    ],
)
def test_where_a_thing_comes_from_is_a_warning_where_its_looks_show_it(caption: str, severities: list[str]) -> None:
    def of_names(writer: Writer) -> list[str]:
        found = findings(TextsInContext(caption, facts=NO_PLACE, writer=writer))
        return [finding.severity for finding in found if finding.rule == "ungrounded_name"]

    assert of_names("picture") == severities
    assert set(of_names("facts")) <= {"error"}


def test_a_species_inside_quotation_marks_is_text_in_the_picture() -> None:
    said = TextsInContext('A bus with the words "Ced Badgers" on its side.', facts=NO_PLACE, writer="picture")
    assert [finding.rule for finding in findings(said) if finding.severity == "error"] == []


@pytest.mark.parametrize("caption", ["A panda walks on gravel.", "A ladybug on a leaf.", "A giant panda with a ball."])
def test_other_words_for_what_a_captioner_tells_apart_are_warnings_too(caption: str) -> None:
    found = findings(TextsInContext(caption, facts=facts(), writer="picture"))
    assert [(finding.rule, finding.severity) for finding in found] == [("ungrounded_term", "warn")]


@pytest.mark.parametrize("caption", ["A pug on a skateboard.", "Two Chow Chow puppies.", "A vase of chrysanthemums."])
def test_breeds_and_garden_flowers_are_warnings_and_in_the_wild_they_need_a_source(caption: str) -> None:
    seen = TextsInContext(caption, facts=facts(), writer="picture")
    told = TextsInContext(caption, facts=facts(), writer="facts")

    def severities(texts: TextsInContext, pack: str) -> set[str]:
        return {finding.severity for finding in findings(texts, pack) if finding.rule == "ungrounded_term"}

    assert severities(seen, "default") == {"warn"}
    assert "error" in severities(seen, "wildlife")
    assert severities(told, "default") == {"error"}


def test_a_breed_that_a_source_contradicts_stays_an_error() -> None:
    known = facts(subject="labrador", subject_from="set")
    found = findings(TextsInContext("A pug on the grass.", facts=known, writer="picture"))
    assert ("contradiction", "error") in {(finding.rule, finding.severity) for finding in found}


@pytest.mark.parametrize(
    ("caption", "severity"),
    [
        ("A 19th century fireplace.", "warn"),
        ("A fireplace of the last century.", "error"),
        ("A crowd of 1957.", "error"),
    ],
)
def test_a_century_is_judged_by_its_looks_and_a_year_needs_a_source(caption: str, severity: str) -> None:
    found = findings(TextsInContext(caption, facts=facts(), writer="picture"))
    assert severity in {finding.severity for finding in found if finding.rule == "ungrounded_number"}
    assert severity == "error" or all(finding.severity != "error" for finding in found)


def test_a_holiday_is_no_date() -> None:
    found = findings(TextsInContext("A dog beside a 4th of July statue.", facts=facts(), writer="picture"))
    assert "error" not in {finding.severity for finding in found}


def test_a_species_without_evidence_is_told_the_groups_that_can_be_seen() -> None:
    nothing = replace(BIRD, subject=None, subject_from=None, labels=())
    (found,) = findings(TextsInContext("A grey heron.", facts=nothing, writer="picture"))
    assert found.severity == "error"
    assert found.said == say("ungrounded_term.use_group", words="grey heron", group="heron")


def test_the_words_a_set_is_about_may_be_used_by_a_captioner_that_sees_the_photo() -> None:
    about = replace(BIRD, vocabulary=("Great Crested Grebe", "Naardermeer"))
    claims = TextsInContext("A Great Crested Grebe on the Naardermeer.", facts=about, writer="picture")
    assert [finding for finding in findings(claims) if finding.severity == "error"] == []
    assert "error" in {finding.severity for finding in findings(replace(claims, writer="facts"))}


def test_the_same_words_are_found_once() -> None:
    found = findings(TextsInContext("A tulip by a bird, a tulip.", facts=BIRD, writer="picture"))
    assert [(finding.rule, finding.words) for finding in found] == [("ungrounded_term", ("tulip",))]


def test_a_person_needs_no_source() -> None:
    claims = TextsInContext(
        "Anna feeds 12 herons in Paris at night.", facts=replace(BIRD, subject=None), writer="person"
    )
    assert findings(claims) == []


def test_a_vocabulary_that_the_pack_lacks_is_named() -> None:
    options = RULES["ungrounded_term"].options(vocabularies=("brids",))  # type: ignore[call-arg]
    reading = Reading(
        TextsInContext("A bird.", facts=BIRD, writer="facts"), Thesaurus({"birds": Vocabulary({"bird": None})})
    )
    with pytest.raises(ConfigError, match=r"needs 'brids'. There are: birds"):
        list(RULES["ungrounded_term"].find(reading, options))


@pytest.mark.parametrize("mark", MARKS)
def test_marks_of_states_are_valid(mark: str) -> None:
    found = read_mark(mark)
    assert found is not None
    assert found.verdict == "valid"


@pytest.mark.parametrize(("mark", "verdict"), [
    ("PH-BF", "wrong format"), ("F-GKX", "wrong format"), ("C-ABCD", "wrong format"), ("N0123", "wrong format"),
    ("N12O", "wrong format"), ("JA80A1", "wrong format"), ("QQ-ABC", "unknown prefix"), ("ZZ-12345", "unknown prefix"),
])  # fmt: skip
def test_other_marks_are_not(mark: str, verdict: str) -> None:
    found = read_mark(mark)
    assert found is not None
    assert found.verdict == verdict


@pytest.mark.parametrize("word", NO_MARKS)
def test_types_and_words_are_no_marks(word: str) -> None:
    assert read_mark(word) is None
