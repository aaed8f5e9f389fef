"""What people may write and captioners may not: the same text is blocked for one and only a hint for the other."""

from __future__ import annotations

from typing import Any

import pytest
from rules_corpus import NOTHING, pack, thesaurus

from runner.text.language.reading import TextsInContext, Writer
from runner.text.rules import check

BY_PEOPLE = [
    ("uncertainty", {"caption": "A street in Leiden, probably by Jan Goedeljee."}),
    ("uncertainty", {"caption": "Unidentified woman, possibly a nurse, with a dog."}),
    ("uncertainty", {"caption": "Police said that the driver was likely asleep."}),
    ("image_of", {"caption": "Aerial view and photograph of the polders near Urk."}),
    ("image_of", {"caption": "A photo of a heron in a canal."}),
    ("meta_words", {"caption": "The man on the left in this photo is a baker."}),
    ("length", {"caption": "Tide mill."}),
    ("length", {"caption": "A row of houses by the canal. " * 14}),
    ("keyword_shape", {"keywords": ("boats in a small harbour at low tide",)}),
    ("colour_keywords", {"keywords": ("blue",)}),
]


def severities(rule: str, writer: Writer, texts: dict[str, Any]) -> set[str]:
    facts = None if writer == "person" else NOTHING
    found = check(TextsInContext(**texts, facts=facts, writer=writer), pack("default").rules, thesaurus("default"))
    return {finding.severity for finding in found if finding.rule == rule}


@pytest.mark.parametrize(("rule", "texts"), BY_PEOPLE[:3] + BY_PEOPLE[4:])
def test_a_captioner_is_blocked_for_it(rule: str, texts: dict[str, Any]) -> None:
    assert severities(rule, "picture", texts) == {"error"}


@pytest.mark.parametrize(("rule", "texts"), BY_PEOPLE)
def test_a_person_is_given_a_hint_at_most(rule: str, texts: dict[str, Any]) -> None:
    assert severities(rule, "person", texts) <= {"warn"}


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        ("uncertainty", {"caption": "Possibly a KLM Boeing 747 at Schiphol."}),
        ("uncertainty", {"caption": "A bird that may be a heron beside a canal."}),
        ("image_of", {"alt_text": "A photo of a heron in a canal."}),
        ("image_of", {"caption": "This photo shows a heron in a canal."}),
        ("meta_words", {"alt_text": "The man on the left in this photo is a baker."}),
        ("fluff", {"caption": "A stunning heron in a canal in winter."}),
        ("length", {"caption": "Heron."}),
        ("length", {"alt_text": "A row of houses by the canal. " * 14}),
    ],
)
def test_people_are_blocked_too_where_a_reader_would_be_misled(rule: str, texts: dict[str, Any]) -> None:
    assert severities(rule, "person", texts) == {"error"}


def test_a_long_report_may_come_back_to_a_word() -> None:
    report = (
        "Police close the bridge after a barge hit a pier on Friday night. Divers of the police look for the anchor, "
        "while police officers keep onlookers from the quay, and a spokesman of the police tells reporters that trains "
        "will not cross before Monday morning because engineers want to see the foundations by daylight first."
    )
    assert severities("repetition", "person", {"caption": report}) == set()
    assert severities("repetition", "picture", {"caption": report}) == {"error"}
