"""Slips that people make in YAML: the message gives the line and the right spelling, never a parser's words."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from runner import bounded_yaml
from runner.composition.sources import _loaded
from runner.errors import ConfigError

PARSERS_WORDS = (
    "mapping values", "block ", "token", "expected key", "scalar", "indicator", "document", "duplicate key", "stream",
    "violates", "hexdec",
)  # fmt: skip


def said(text: str) -> str:
    with pytest.raises(ConfigError) as raised:
        bounded_yaml.check(text, "birds.yaml")
        _loaded(text, "birds.yaml")
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("name: a\n\tsubject: heron\n", 2, "begins with a tab"),
        ("hints:\n\t- y\n", 2, "begins with a tab"),
        ("a: b\n\n\t\nc: d\n", 3, "begins with a tab"),
        ("subject: Heron: grey\n", 1, "subject: 'Heron: grey'"),
        ("subject: Heron:\n", 1, "subject: 'Heron:'"),
        ("name: x\nsubject: 'Bob's plane'\n", 2, 'subject: "Bob\'s plane"'),
        ("a: 'x' # c\nb: 'it's'  # why\n", 2, 'b: "it\'s"'),
        ('subject: "The "Spirit""\n', 1, "subject: 'The \"Spirit\"'"),
        ("subject: 'heron\nlocation: x\n", 1, "subject: 'heron'"),
        ("subject: @home\n", 1, "subject: '@home'"),
        ("subject: `x`\n", 1, "subject: '`x`'"),
        ("subject: *bird\n", 1, "Text needs quotes"),
        ("subject: !wow\n", 1, "put text in quotes"),
        ("subject:heron\nlocation: x\n", 1, "a blank is missing behind the colon. Write: subject: heron"),
        ("name: x\nsubject:heron\n", 2, "Write: subject: heron"),
        ("subject: heron\n  location: x\n", 2, "indented further"),
        ("hints: [a, b\nname: x\n", 1, "is not closed"),
        ("hints:\n  - a\n b: c\n", 3, "another column"),
        ('source: "C:\\Users\\me"\n', 1, "source: 'C:\\Users\\me'"),
        ('source: "C:\\photos"\n', 1, "source: 'C:\\photos'"),
        ("subject: a\nlocation: c\nsubject: b\n", 3, "'subject' stands there a second time"),
        ("subject: - heron\n", 1, "subject: '- heron'"),
        ("a: b\nc: \x00d\n", 2, "an invisible control character"),
    ],
)
def test_a_slip_is_its_line_and_how_to_write_it(text: str, line: int, fix: str) -> None:
    sentence = said(text)
    assert sentence.startswith(f"birds.yaml, line {line}: ")
    assert fix in sentence
    assert not any(word in sentence for word in PARSERS_WORDS), sentence


lines = st.lists(st.text("ab: -#'\"{}[]&*!|>%@`\t\\", max_size=12), max_size=5)


@given(lines)
def test_whatever_is_no_yaml_is_a_sentence_in_our_words(written: list[str]) -> None:
    text = "\n".join(written)
    try:
        list(yaml.parse(text, yaml.CSafeLoader))
    except yaml.YAMLError:
        sentence = said(text)
        assert sentence.startswith("birds.yaml")
        assert not any(word in sentence for word in PARSERS_WORDS), sentence
