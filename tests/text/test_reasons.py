from __future__ import annotations

import pytest

from runner.messages import Message, say, sentences
from runner.text.repair.reasons import why_blocked

FLUFF, SHORT = say("fluff.praise", words="stunning"), say("length.short", count=2, least=5)
SUBJECT = say("collapsed.subject")


@pytest.mark.parametrize(
    ("missing", "wrong", "stopped", "english"),
    [
        ([], [("caption", FLUFF)], None, "Caption: 'stunning' praises instead of describing."),
        (
            [],
            [("caption", SHORT), ("caption", SHORT), ("caption", SUBJECT), ("alt_text", FLUFF)],
            None,
            "Caption: Too short (2 words, at least 5 needed). "
            "Caption: Only names the subject; add what happens, where or when. "
            "Alt text: 'stunning' praises instead of describing.",
        ),
        (
            [],
            [("caption", each) for each in (SHORT, SUBJECT, FLUFF, say("sentence.unended"))],
            "off",
            "Caption: Too short (2 words, at least 5 needed). "
            "Caption: Only names the subject; add what happens, where or when. "
            "Caption: 2 more problems. Repair is off.",
        ),
        (["alt_text"], [("alt_text", say("presence.alt_text"))], None, "Missing: alt text."),
        (["file_name", "keywords"], [], None, "Missing: file name and keywords."),
        ([], [], None, "The texts were not checked."),
    ],
)
def test_the_reason_says_what_is_wrong_with_each_field(
    missing: list[str], wrong: list[tuple[str, Message]], stopped: str | None, english: str
) -> None:
    assert sentences(why_blocked(missing, wrong, stopped)) == english


@pytest.mark.parametrize("stopped", ["per_field", "per_item", "per_run", "crashed", "off", "helpless", "no_facts"])
def test_every_reason_to_stop_ends_the_reason(stopped: str) -> None:
    said = why_blocked([], [("caption", FLUFF)], stopped)
    assert [each.id for each in said] == ["reason.wrong", f"stopped.{stopped}"]
    assert sentences(said, "de").startswith("Bildunterschrift: „stunning“ lobt, statt zu beschreiben. ")


def test_a_reason_stays_short_whatever_a_text_says() -> None:
    said = why_blocked([], [("caption", say("markup.found", words="<b>" * 100_000))], None)
    assert len(sentences(said)) < 200
