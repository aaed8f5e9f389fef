"""What is wrong with texts, in as few words as say it once: a model that is asked again reads every one of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from runner.captioner import Revision
from runner.messages import Message, known, shortened, word
from runner.messages.message import VERBATIM
from runner.schema import Finding
from runner.text.language.human import visible

MOST_FINDINGS, MOST_ALIKE, MOST_AVOIDED = 8, 2, 12
"""Lines, lines of one kind, and words to avoid of which a model is told at most: a small one forgets the task over a
long list, and learns nothing from the third keyword that holds a comma."""

MOST_WORDS = 4
"""Words of several findings in one line at most."""

LONGEST = 300
"""Characters of a sentence that is not of the table of messages."""

QUOTED = 60
"""Characters of a text's own words that are quoted: the model has the text before it."""

_MOST_READ = 32
"""Findings that are looked at."""

_WORDS = "'{words}'"
"""How a message quotes the words that it is about: those of several findings can then stand in one message."""


def wrong(revision: Revision) -> str:
    """One line for each thing that is wrong: the fields, then what it is, with the words of all its findings."""
    lines: dict[str, dict[str, None]] = {}
    kinds: Counter[tuple[str, str]] = Counter()
    for group in _alike(revision.findings[:_MOST_READ]):
        said, kind = _said(group), (group[0].rule, group[0].said.id)
        if said in lines or (kinds[kind] < MOST_ALIKE and len(lines) < MOST_FINDINGS):
            kinds[kind] += said not in lines
            lines.setdefault(said, {}).update(dict.fromkeys(finding.field for finding in group))
    return "\n".join(f"{', '.join(fields)}: {said}" for said, fields in lines.items())


def beyond_mending(revision: Revision) -> bool:
    """Whether there are more findings than lines for them: nonsense, of which a model that is shown it writes again."""
    return len({(finding.field, finding.said) for finding in revision.findings}) > MOST_FINDINGS


def avoided(words: Sequence[str], told: str = "") -> str:
    """The words that must not come back, in quotes, without those that stand in `told`: once is enough."""
    every = dict.fromkeys(_line(each[: QUOTED - 1]) for each in words[:MOST_AVOIDED])
    return ", ".join(f'"{each}"' for each in every if f"'{each}'" not in told)


def _alike(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """The findings in groups that one message can say."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_kind(finding.said), []).append(finding)
    yield from groups.values()


def _kind(message: Message) -> object:
    """What a message says, its words left out where those of several can be listed."""
    values = message.values()
    if "words" not in values or _WORDS not in str(known(message.id)):
        return message
    return message.id, repr({name: value for name, value in values.items() if name != "words"})


def _said(group: Sequence[Finding]) -> str:
    """The message of findings of one kind, with the words of all of them."""
    messages = [_short(finding.said) for finding in group]
    first = messages[0].values()
    if "words" not in first or len(messages) == 1:
        return _line(word(messages[0]))
    every = dict.fromkeys(str(message.values()["words"]) for message in messages)
    words = [*every][:MOST_WORDS]
    together = json.dumps({**first, "words": "', '".join(words)}, ensure_ascii=False)
    return _line(word(replace(messages[0], arguments=together)))


def _short(message: Message) -> Message:
    return shortened(message, LONGEST if message.id == VERBATIM else QUOTED)


def _line(text: str) -> str:
    return " ".join(visible(text).split())
