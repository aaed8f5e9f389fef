from __future__ import annotations

import pytest

from runner.text.repair.reasons import FIELDS, why_blocked


@pytest.mark.parametrize(
    ("missing", "broken", "stopped", "sentence"),
    [
        ([], [("caption", "fluff")], None, "Caption breaks fluff."),
        ([], [("keywords", "keyword_count")], None, "Keywords break keyword_count."),
        (
            [],
            [("caption", "fluff"), ("alt_text", "length"), ("caption", "fluff"), ("caption", "opening")],
            None,
            "Caption breaks fluff and opening; alt text breaks length.",
        ),
        ([], [("caption", rule) for rule in "abc"], "off", "Caption breaks a, b and c; repair is off."),
        (["alt_text"], [("alt_text", "presence")], None, "Alt text is missing."),
        (["file_name"], [], None, "File name is missing."),
        ([], [("file_name", "file_name_leak")], None, "File name breaks file_name_leak."),
        ([], [], None, "The texts were not checked."),
    ],
)
def test_the_sentence_names_fields_and_rules_once(
    missing: list[str], broken: list[tuple[str, str]], stopped: str | None, sentence: str
) -> None:
    assert why_blocked(missing, broken, stopped) == sentence


@pytest.mark.parametrize("stopped", ["per_field", "per_item", "per_run", "off", "helpless", "no_facts"])
def test_every_reason_to_stop_ends_the_sentence(stopped: str) -> None:
    sentence = why_blocked([], [("caption", "fluff")], stopped)
    assert sentence.startswith("Caption breaks fluff; ")
    assert sentence.count(".") == 1
    assert "_" not in sentence


def test_every_published_text_has_a_name() -> None:
    assert set(FIELDS) == {"caption", "alt_text", "keywords", "file_name"}
