"""The prompt for one photo: rules, the worked example that is most similar to it, and its facts.

If the model's texts break rules, also what is wrong with them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Annotated, Literal

from annotated_types import Ge, MinLen

from runner.captioner import Message, Part, Revision
from runner.schema import NO_TEXTS, TEXTS, FactsRow, Options, Texts
from runner.text.language.human import visible
from runner.text.prompting import persons, phrasing
from runner.text.prompting.phrasing import MOST_TERMS, TERM_CHARACTERS
from runner.text.prompting.wrong import avoided, beyond_mending, wrong

LONGEST = 300
"""Most characters of one fact in a prompt, or of one of the model's own texts; a longer one is cut after a word."""


@dataclass(frozen=True)
class Told(Options):
    """The facts about one photo, worded as parts of a sentence. Facts that are not known are left out of the prompt."""

    name: str | None = None  # the subject in the words of a set or a person, with the people who may be named
    what: str | None = None  # the subject as a classifier names it, with its article
    people: str | None = None  # who is in it, from left to right
    kinds: tuple[str, ...] = ()  # what a classifier is sure of, from specific to general
    where: str | None = None  # the location with its preposition
    when: str | None = None  # part of the day, month and year
    colours: str | None = None  # the colours of most of the picture
    title: str | None = None  # title in the file
    caption: str | None = None  # caption in the file
    keywords: tuple[str, ...] = ()  # search terms


@dataclass(frozen=True)
class Example(Options):
    """A worked example. The keywords of its answer are those in its facts."""

    facts: Told
    caption: str
    alt_text: str


@dataclass(frozen=True)
class RevisionWords(Options):
    """The parts and the wording of the prompt for a model whose texts break rules."""

    tell: tuple[Literal["draft", "wrong", "avoid", "facts"], ...]  # parts of the prompt, in this order
    wrong: str  # precedes the list of what is wrong
    avoid: str  # precedes the words that must not be used again
    facts: str  # precedes the facts, if they are repeated
    write: str  # precedes the names of the fields to be written again


@dataclass(frozen=True)
class PromptOptions(Options):
    """The complete wording of a prompt, except the facts."""

    system: str  # the rules
    instruct: str  # precedes the facts
    tell: tuple[str, ...]  # names of the facts to include
    examples: tuple[Example, ...] = ()  # the one that is most similar to the photo is shown
    revise: RevisionWords | None = None  # without it the model is never asked again
    name: Annotated[str, MinLen(1)] = "unnamed"  # recorded in the evidence of every text
    version: Annotated[int, Ge(1)] = 1  # recorded too; increase it when the wording changes

    @property
    def label(self) -> str:
        """Identifies the wording: name, version and the first 8 hex digits of its SHA-256, as in default-1-9f86d081."""
        words = {key: value for key, value in asdict(self).items() if key not in ("name", "version")}
        digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()
        return f"{self.name}-{self.version}-{digest[:8]}"

    def problems(self) -> Sequence[str]:
        """One sentence for each name in `tell` that is not a fact."""
        known = [field.name for field in fields(Told)]
        return [f"tell: there is no fact '{n}'. Available: {', '.join(known)}." for n in self.tell if n not in known]


def messages(facts: FactsRow, options: PromptOptions) -> tuple[Message, ...]:
    """Return the conversation that asks for the texts of one photo. The facts are one untrusted part of it."""
    told = tell(facts, options.tell)
    shown = max(options.examples, key=lambda example: _resemblance(example.facts, told), default=None)
    asked = Message("user", (Part(options.instruct), Part(_json(told), trusted=False)))
    return (Message("system", (Part(options.system),)), *_worked(shown, options.instruct), asked)


def revised(asked: Sequence[Message], revision: Revision, words: RevisionWords) -> tuple[Message, ...]:
    """Return the conversation that asks again: `asked` unchanged, followed by what is wrong with the answer.

    If `words.tell` includes the draft, it is shown as the model's answer; if it is beyond mending, without the fields
    to be written again. The draft and the findings, which quote it, are untrusted.
    """
    *before, question = asked
    lines = wrong(revision) if "wrong" in words.tell else ""
    told = {
        "wrong": (Part(words.wrong), _foreign(lines)),
        "avoid": (Part(words.avoid), _foreign(avoided(revision.avoid, lines))),
        "facts": (Part(words.facts), question.parts[-1]),
    }
    chosen = [told[name] for name in words.tell if name in told]
    again = [part for said, what in chosen if what.text for part in (said, what)]
    again.append(Part(f"{words.write}{', '.join(revision.fields)}"))
    if "draft" not in words.tell:
        return (*before, Message(question.role, (*question.parts, *again)))
    answer = Message("assistant", (_foreign(_json(_shown(_worth_showing(revision)))),))
    return (*before, question, answer, Message("user", tuple(again)))


def tell(facts: FactsRow, names: Sequence[str]) -> Told:
    """Return the facts listed in `names`, with texts shortened to LONGEST and without invisible characters."""
    named = facts.subject_from != "model" or bool(persons.persons(facts))
    colours = phrasing.colours(facts)
    told = Told(
        name=phrasing.what(facts) if named else None,
        what=None if named else phrasing.what(facts),
        people=persons.from_left(facts),
        kinds=facts.labels,
        where=phrasing.where(facts),
        when=phrasing.when(facts),
        colours=f"mostly {colours}" if colours else None,
        title=facts.title,
        caption=facts.caption,
        keywords=phrasing.terms(facts),
    )
    return Told(**{name: _short(value) for name, value in _known(told).items() if name in names})  # type: ignore[arg-type]


def says_what(facts: FactsRow, options: PromptOptions) -> bool:
    """Whether the prompt says what the photo shows. A model that neither sees nor is told writes about the example."""
    told = tell(facts, options.tell)
    return any((told.name, told.what, told.title, told.caption))


def prompt_hash(conversation: Sequence[Message], picture: bytes | None = None) -> str:
    """Return 16 hex digits of the SHA-256 of roles, texts, trust and the picture: everything that a model was given."""
    told = hashlib.sha256(json.dumps([asdict(message) for message in conversation]).encode())
    if picture is not None:
        told.update(hashlib.sha256(picture).digest())
    return told.hexdigest()[:16]


def _worked(example: Example | None, instruct: str) -> tuple[Message, ...]:
    if example is None:
        return ()
    draft = Texts(example.caption, example.alt_text, example.facts.keywords)
    question = Message("user", (Part(instruct), Part(_json(example.facts))))
    return question, Message("assistant", (Part(_json(draft)),))


def _resemblance(example: Told, told: Told) -> tuple[int, int]:
    """The similarity to an example: how many facts are known in both or in neither, then how many agree in form.

    For each fact known in both, an equal first word and an equal number of words count one each.
    """
    ours, theirs = _known(told), _known(example)
    agreeing = sum((field.name in ours) == (field.name in theirs) for field in fields(Told))
    forms = [(_form(ours[name]), _form(theirs[name])) for name in ours.keys() & theirs.keys()]
    return agreeing, sum(left == right for pair in forms for left, right in zip(*pair, strict=True))


def _form(value: str | tuple[str, ...]) -> tuple[str, int]:
    words = [""] if isinstance(value, tuple) else value.split(" ")
    return words[0], len(words)


def _known(told: Told | Texts) -> dict[str, str | tuple[str, ...]]:
    return {name: value for name, value in asdict(told).items() if value}


def _short(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return tuple(visible(each) for each in value) if isinstance(value, tuple) else _cut(value)


def _cut(text: str) -> str:
    seen = visible(text[: 2 * LONGEST])
    return seen if len(seen) <= LONGEST else seen[:LONGEST].rpartition(" ")[0] or seen[:LONGEST]


def _worth_showing(revision: Revision) -> Texts:
    """The draft; if it is beyond mending, only the fields that need not be written again."""
    if not beyond_mending(revision):
        return revision.draft
    return NO_TEXTS.with_texts(revision.draft, tuple(name for name in TEXTS if name not in revision.fields))


def _shown(draft: Texts) -> Texts:
    """The draft cut to size, so that the prompt stays short whatever the model wrote."""
    caption, alt_text = (_cut(text) if text else None for text in (draft.caption, draft.alt_text))
    return Texts(caption, alt_text, tuple(visible(word[:TERM_CHARACTERS]) for word in draft.keywords[:MOST_TERMS]))


def _foreign(text: str) -> Part:
    return Part(text, trusted=False)


def _json(told: Told | Texts) -> str:
    return json.dumps(_known(told), ensure_ascii=False, separators=(",", ":"))
