"""The texts of a photo, and rows about them: who wrote them, what is wrong with them, how they were repaired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, overload

from runner.messages import Message, as_message, restored
from runner.schema.base import Row

Prose = Literal["caption", "alt_text"]
Field = Prose | Literal["keywords"]
"""The name of a text."""

PROSE: tuple[Prose, ...] = ("caption", "alt_text")
"""The texts that are sentences."""

TEXTS: tuple[Field, ...] = (*PROSE, "keywords")
"""The texts of a photo, in the order in which they are written and shown."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one photo."""

    caption: str | None  # what a reader of the page sees under the photo
    alt_text: str | None  # what stands in for the photo where it cannot be seen
    keywords: tuple[str, ...]  # search terms

    @overload
    def __getitem__(self, field: Prose) -> str | None: ...

    @overload
    def __getitem__(self, field: Field) -> str | tuple[str, ...] | None: ...

    def __getitem__(self, field: Field) -> str | tuple[str, ...] | None:
        """Return the text with this name."""
        return {"caption": self.caption, "alt_text": self.alt_text, "keywords": self.keywords}[field]

    @property
    def texts(self) -> Texts:
        """Only the texts, without the other columns of the row."""
        return Texts(*self.values)

    def with_texts(self, texts: Texts, fields: Sequence[Field] = TEXTS) -> Self:
        """Return a copy with these fields taken from `texts`."""
        taken: dict[str, Any] = {field: texts[field] for field in fields}
        return replace(self, **taken)

    def by_field(self) -> dict[str, str | tuple[str, ...] | None]:
        """Return the texts by their names."""
        return {field: self[field] for field in TEXTS}

    @property
    def values(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """The texts in the order of `TEXTS`: the first arguments of every row that has texts."""
        return self.caption, self.alt_text, self.keywords


NO_TEXTS = Texts(None, None, ())
"""The texts of a captioner that wrote nothing usable."""


def texts_of(row: Mapping[str, Any]) -> Texts:
    """Return the texts of a table row with the columns `caption`, `alt_text` and `keywords`."""
    return Texts(row["caption"], row["alt_text"], tuple(row["keywords"] or ()))


@dataclass(frozen=True, slots=True)
class CaptionRow(Texts, Row):
    """The first draft of the texts, null where none could be parsed from `raw`: attempt 0."""

    raw: str  # the model's output, unchanged
    model: str  # the captioner's name
    model_hash: str | None  # SHA-256 of the model's files; null without a model
    prompt_hash: str  # SHA-256 of the whole prompt, 16 hex digits
    saw_picture: bool  # whether the captioner looked at the photo; if not, it can claim nothing but the facts
    prompt_tokens: int | None  # tokens of the whole prompt, including the picture's
    completion_tokens: int | None  # tokens that the model wrote
    ms: float  # time of the generation alone; of a batch, this text's share
    device: str | None = None  # what the model ran on: device, threads or layers, and number of parallel texts
    weights: str | None = None  # the model file's own description: architecture, size, quantisation
    memory_mb: float | None = None  # peak memory of the model's process until then, without GPU memory
    prompt: str | None = None  # name, version and hash of the prompt, as default-1-9f86d081; null without one
    cached_tokens: int | None = None  # of prompt_tokens, those reused from an earlier prompt


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one field breaks."""

    rule: str  # the rule's id
    field: str  # caption, alt_text, keywords, …
    severity: str  # error or warn
    words: tuple[str, ...]  # the words it is about
    message_id: str | None  # id of the message in runner/messages/texts: length.short; null before version 0.2
    arguments: str | None  # arguments of the message, a JSON object
    message: str | None = None  # the message in English, only from version 0.1

    @classmethod
    def of(cls, rule: str, field: str, severity: str, words: tuple[str, ...], message: Message | str) -> Finding:
        """Return a finding with this message; a plain text becomes a verbatim message."""
        made = as_message(message)
        return cls(rule, field, severity, words, made.id, made.arguments)

    @property
    def said(self) -> Message:
        """The message: what is wrong, and what would be right."""
        return restored(self.message_id, self.arguments, self.message)


@dataclass(frozen=True, slots=True)
class AlignmentRow(Row):
    """The similarity of texts to their photo, as measured by a dual encoder."""

    caption: float | None  # cosine between photo and caption, -1 to 1; null without a caption
    alt_text: float | None  # the same for the alt text
    model: str  # the model's name
    provider: str  # the ONNX Runtime provider that was used


@dataclass(frozen=True, slots=True)
class CheckRow(Row):
    """What the rules find in the texts."""

    findings: tuple[Finding, ...]  # every broken rule


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """One statement of a text, and what the witnesses that looked at the picture say about it."""

    field: str  # caption, alt_text or keywords
    words: str  # as written in the text
    kind: str  # object, count, registration, text, …
    value: str  # what is stated, in its canonical form: person for human
    verdict: str  # supported, contradicted or unwitnessed
    severity: str | None  # error or warn, if it is contradicted
    probability: float | None  # that the statement is wrong; null if no error rates were measured
    supporting: tuple[str, ...]  # witnesses that support it
    opposing: tuple[str, ...]  # witnesses that contradict it
    seen: str | None  # what those saw instead, if anything


@dataclass(frozen=True, slots=True)
class Ground:
    """What supports a claim of a text: a source that the captioner did not write says the same."""

    field: str  # caption, alt_text or keywords
    words: str  # as written in the text
    source: str  # the witness: set, human (texts in the file), exif, classifier, picture (colours), a stage's name, …
    said: str  # what that source says: the words themselves, or something that contains or implies them


@dataclass(frozen=True)
class _Attempt(Row):
    """The columns of an attempt that come before its texts: columns follow the order of base classes."""

    __slots__ = ()

    attempt: int  # 0 for the first draft, then counting up
    by: str  # captioner, or mending (corrections without a model)
    fields: tuple[str, ...]  # the fields to write: caption, alt_text, keywords


@dataclass(frozen=True, slots=True)
class AttemptRow(Texts, _Attempt):
    """`attempts`: one attempt to write or to mend the texts, with the texts that would result from it."""

    raw: str | None  # the model's output, unchanged; null for mending
    model: str | None  # the captioner's name; null for mending
    model_hash: str | None  # SHA-256 of the model's files; null without a model
    prompt_hash: str | None  # SHA-256 of the whole prompt, 16 hex digits; null for mending
    prompt_tokens: int | None  # tokens of the whole prompt, including the picture's
    completion_tokens: int | None  # tokens that the model wrote
    ms: float  # time of the attempt
    before: tuple[Finding, ...]  # what the rules found in the texts before it; empty for the first draft
    after: tuple[Finding, ...]  # what the rules find in the texts after it
    verdict: str  # draft, won, partly, no_better, same_text, unreadable, failed
    won: tuple[str, ...]  # fields that were accepted from this attempt
    prompt: str | None = None  # name, version and hash of the prompt, as default-1-9f86d081; null without one
    cached_tokens: int | None = None  # of prompt_tokens, those reused from an earlier prompt


@dataclass(frozen=True, slots=True)
class RepairRow(Texts, Row):
    """The texts after repair, and all attempts on the way there."""

    findings: tuple[Finding, ...]  # what the rules find in these texts
    grounds: tuple[Ground, ...]  # the sources that support their claims
    repaired: tuple[str, ...]  # fields that differ from the first draft
    stopped: str | None  # why repair gave up: off, no_facts, helpless, per_field, per_item, per_run, crashed
    attempts: tuple[AttemptRow, ...]  # in order, beginning with the first draft
    claims: tuple[ClaimVerdict, ...] = ()  # the statements of the texts, checked against the witnesses

    @property
    def final(self) -> bool:
        """False if repair stopped at the run's limit or by a crash: then the next run tries again."""
        return self.stopped not in ("per_run", "crashed")


@dataclass(frozen=True, slots=True)
class DuplicateRow(Row):
    """Texts that repeat those of another photo."""

    findings: tuple[Finding, ...]  # by the rules duplicate_caption, series_facts, …
    caption_like: str | None  # item_id of the first photo whose caption says the same; null if there is none
    caption_where: str | None  # where that photo is: run, pending or published
    similarity: float | None  # share of words common to both captions, 0 to 1


@dataclass(frozen=True, slots=True)
class NameRow(Row):
    """The published file name, reserved in the catalogue."""

    file_name: str  # with extension
    file_name_from: str  # sources of its parts, joined by +: set, exif, human, model, file, a witness
    number: int  # the counter in it, unique among names with the same other parts
    prefix: str  # the part before the counter; names with the same prefix are counted together
