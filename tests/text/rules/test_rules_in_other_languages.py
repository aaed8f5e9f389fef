"""Sets in other languages: English word lists stay quiet, rules without words still work, nothing passes unchecked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rules_corpus import NO_FACTS, pack, thesaurus

from runner.schema import FactsRow, Finding
from runner.text.language.reading import TextsInContext
from runner.text.rules import check

GERMAN = FactsRow(**{**NO_FACTS, "subject": "Graureiher", "location": "Leiden", "labels": ("heron",), "language": "de"})
GOOD: dict[str, Any] = {
    "caption": "Ein Graureiher steht am Ufer eines Kanals in Leiden und wartet auf einen Fisch.",
    "alt_text": "Ein großer Vogel mit langem Hals neben dunklem Wasser und Schnee.",
    "keywords": ("Graureiher", "Kanal", "Leiden", "Winter", "Schnee", "Wasservogel"),
}


def findings(**texts: Any) -> list[Finding]:
    return list(check(TextsInContext(**{**GOOD, **texts}), pack("default").rules, thesaurus("default")))


def errors(**texts: Any) -> set[str]:
    return {finding.rule for finding in findings(**texts) if finding.severity == "error"}


def test_a_persons_german_texts_in_a_german_set_have_no_findings() -> None:
    assert findings(language="de") == []


@pytest.mark.parametrize("writer", ["facts", "picture"])
def test_of_a_captioners_german_texts_only_their_claims_are_in_doubt(writer: str) -> None:
    found = findings(facts=GERMAN, writer=writer)
    assert {(finding.rule, finding.severity) for finding in found} == {("unread_language", "error")}
    assert [finding.field for finding in found] == ["caption", "alt_text", "keywords"]


@pytest.mark.parametrize(
    ("language", "caption"),
    [
        ("fr", "Un héron cendré est au bord de l'eau, avec un poisson dans le bec."),
        ("es", "Una garza está en la orilla del canal con un pez en el pico."),
        ("it", "Un airone sul bordo del canale, mentre la neve cade sulla strada."),
        ("nl", "Een reiger staat aan de rand van het water en kijkt naar een vis."),
        ("pt", "Uma garça em pé na margem do canal, com um peixe."),
        ("ru", "Серая цапля стоит у воды, рядом самолёт Boeing 747."),
        ("ja", "雪の降る日、運河のほとりに立つ一羽のアオサギ"),
    ],
)
def test_people_may_write_in_the_language_of_their_set(language: str, caption: str) -> None:
    assert findings(caption=caption, alt_text=None, keywords=(), language=language, fields=("caption",)) == []


def test_english_in_a_german_set_is_foreign() -> None:
    english = "A grey heron stands at the edge of a canal in the winter."
    assert "foreign_language" in errors(caption=english, language="de")
    assert "foreign_language" in errors(caption=english, facts=GERMAN, writer="picture")


def test_german_in_an_english_set_is_foreign() -> None:
    assert "foreign_language" in errors()


def test_a_language_without_word_lists_is_told_from_no_other() -> None:
    assert (
        findings(
            caption="Volavka popelavá stojí na břehu řeky a čeká na rybu.",
            alt_text=None,
            language="cs",
            fields=("caption",),
        )
        == []
    )


@pytest.mark.parametrize(
    ("rule", "caption"),
    [
        ("ungrounded_number", "Graureiher im Jahr 1912 am Kanal."),
        ("control_tokens", "Ein Graureiher am Kanal.<|im_end|>"),
        ("file_name_leak", "Ein Graureiher am Kanal, IMG_1234."),
        ("markup", "Ein **Graureiher** am Kanal."),
        ("example_copy", "Ein Graureiher in Piran."),
        ("foreign_script", "Ein Graureiher 苍鹭 am Kanal."),
        ("length", "Vogel."),
    ],
)
def test_what_needs_no_words_is_found_in_any_language(rule: str, caption: str) -> None:
    assert rule in errors(caption=caption, facts=GERMAN, writer="picture")


def test_the_country_of_a_language_does_not_matter() -> None:
    assert findings(language="de-CH") == []
    english = replace(GERMAN, language="en-GB", subject="heron")
    assert "unread_language" not in errors(facts=english, writer="picture")
