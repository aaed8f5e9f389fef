"""Scenes that nothing in the context of the photo supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.claims.grounding import quoted, unsupported_mentions
from runner.text.language.reading import FIELDS, Field, Reading
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule


@dataclass(frozen=True)
class UngroundedSceneOptions(RuleOptions):
    """Which words are scenes."""

    # names of vocabularies of the rule set
    vocabularies: tuple[str, ...] = ()
    # fields that are checked
    fields: tuple[Field, ...] = FIELDS


@rule(
    UngroundedSceneOptions,
    example="An Egyptian cat on the beach. (the sources say: Egyptian cat)",
    yields_to=more_telling("ungrounded_scene"),
)
def ungrounded_scene(reading: Reading, options: UngroundedSceneOptions) -> Iterator[Hit]:
    """A scene word, such as beach or street, that no source gives; a captioner that saw the picture may use it."""
    if reading.sources is None or reading.texts.writer == "picture":
        return
    for passage in reading.passages(options.fields):
        for mention in unsupported_mentions(reading, passage, options.vocabularies):
            words = quoted(passage, mention.start, mention.end)
            yield Hit(passage.field, (words,), say("ungrounded_scene.unsourced", words=words))
