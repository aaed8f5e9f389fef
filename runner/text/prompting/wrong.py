"""Says what is wrong with texts, once and in few words: a model that is asked again has to read every one of them."""

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
"""Most lines, lines of one kind, and words to avoid in a prompt: a small model forgets the task over a long list, and
learns nothing from the third keyword that contains a comma."""

MOST_WORDS = 4
"""Most words listed in one line for several findings."""

LONGEST = 300
"""Most characters of a sentence that does not come from the message table."""

QUOTED = 60
"""Most characters quoted from a text: the model has the text itself."""

_MOST_READ = 32
"""Most findings that are considered."""

_WORDS = "'{words}'"
"""How a message quotes the words it is about. If it does, one message can list the words of several findings."""


def wrong(revision: Revision) -> str:
    """One line for each problem: the fields, then the message with the words of all its findings."""
    lines: dict[str, dict[str, None]] = {}
    kinds: Counter[tuple[str, str]] = Counter()
    for group in _alike(revision.findings[:_MOST_READ]):
        said, kind = _said(group), (group[0].rule, group[0].said.id)
        if said in lines or (kinds[kind] < MOST_ALIKE and len(lines) < MOST_FINDINGS):
            kinds[kind] += said not in lines
            lines.setdefault(said, {}).update(dict.fromkeys(finding.field for finding in group))
    return "\n".join(f"{', '.join(fields)}: {said}" for said, fields in lines.items())


def beyond_mending(revision: Revision) -> bool:
    """True if there are more findings than lines for them: a model that is shown such nonsense writes it again."""
    return len({(finding.field, finding.said) for finding in revision.findings}) > MOST_FINDINGS


def avoided(words: Sequence[str], told: str = "") -> str:
    """The words that must not be used again, in quotes, without those that are already quoted in `told`."""
    every = dict.fromkeys(_line(each[: QUOTED - 1]) for each in words[:MOST_AVOIDED])
    return ", ".join(f'"{each}"' for each in every if f"'{each}'" not in told)


def _alike(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Group findings that one message can express."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_kind(finding.said), []).append(finding)
    yield from groups.values()


def _kind(message: Message) -> object:
    """The key by which messages are grouped; their words do not count if one message can list the words of several."""
    values = message.values()
    if "words" not in values or _WORDS not in str(known(message.id)):
        return message
    return message.id, repr({name: value for name, value in values.items() if name != "words"})


def _said(group: Sequence[Finding]) -> str:
    """The message for a group of findings, with up to MOST_WORDS of their words."""
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
