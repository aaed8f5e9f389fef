"""The measures of a comparison: name, unit, which direction is better, and a sentence with the meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Better = Literal["high", "low"]
GROUPS = ("Outcomes", "Findings", "Repair", "Grounding", "Words", "Stages", "Cost", "People", "Rules")
"""Groups of measures, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number that every photo of a variant can have; a variant's value is the mean over its photos."""

    name: str  # one word
    label: str  # a few words for a heading
    group: str  # one of GROUPS
    unit: str  # share, count, seconds, tokens, words, cosine, distance
    better: Better | None  # None if neither direction is better
    meaning: str  # a sentence
    about: str | None = None  # the rule, source or column that it is about

    @property
    def key(self) -> str:
        """The name of the measure's column: `contradicted`, `rule:length`."""
        return f"{self.name}:{self.about}" if self.about else self.name


MEASURES = (
    Measure("ready", "Ready", "Outcomes", "share", "high",
            "Share of photos whose texts are ready for review without a person's edit: passed or repaired."),
    Measure("passed", "Passed", "Outcomes", "share", None, "Share of photos whose first draft was clean."),
    Measure("repaired", "Repaired", "Outcomes", "share", None, "Share of photos with corrected, then clean texts."),
    Measure("blocked", "Blocked", "Outcomes", "share", "low",
            "Share of photos with a text that breaks a rule or is missing."),
    Measure("failed", "Failed", "Outcomes", "share", "low", "Share of photos that could not be processed."),
    Measure("errors", "Errors", "Findings", "count", "low",
            "Findings of severity error in the texts as they stand, a photo that has texts."),
    Measure("warnings", "Warnings", "Findings", "count", "low",
            "Findings of severity warn in the texts as they stand, a photo that has texts."),
    Measure("duplicate", "Repeats another photo", "Findings", "share", "low",
            "Share of photos with a text that another photo has already."),
    Measure("draft_error", "Draft with an error", "Repair", "share", "low",
            "Share of photos whose first draft broke a rule of severity error: repair was needed."),
    Measure("repair_won", "… that repair made clean", "Repair", "share", "high",
            "Of photos whose first draft had an error, the share whose own texts have none after repair."),
    Measure("asked_again", "Asked again", "Repair", "count", "low",
            "Times that the captioner was asked to write texts again, a photo."),
    Measure("ungrounded", "Claims without a source", "Grounding", "share", "low",
            "Of a photo's claims that rules of grounding look at, the share that no source supports: findings of rules "
            "ungrounded_* and invented, over these and the grounds that were found."),
    Measure("grounds", "Claims with a source", "Grounding", "count", None,
            "Claims of a photo's texts that a source supports which the captioner did not write."),
    Measure("contradicted", "Claims that witnesses deny", "Grounding", "count", "low",
            "Claims of a photo's texts that witnesses contradict; no value where no witness looked."),
    Measure("confirmed", "Claims that witnesses confirm", "Grounding", "count", None,
            "Claims of a photo's texts that a witness confirms; no value where no witness looked."),
    Measure("known_words", "Known keywords used", "Words", "share", "high",
            "Of the keywords that a person wrote into the file or the set gives for every photo (set.hints), the share "
            "that a photo's texts use, in singular or plural."),
    Measure("vocabulary", "Vocabulary used", "Words", "share", "high",
            "Share of photos whose texts use at least one word of set.vocabulary, in singular or plural."),
    Measure("alignment", "Image–text score", "Words", "cosine", "high",
            "Cosine between the photo and its caption in the space of the dual encoder, as in CLIPScore (Hessel et "
            "al. 2021), neither scaled nor cut off; comparable only within one encoder."),
    Measure("caption_words", "Caption length", "Words", "words", None, "Words of the caption."),
    Measure("keywords", "Keywords", "Words", "count", None, "Keywords of a photo."),
    Measure("seconds", "Time", "Cost", "seconds", "low",
            "Time of generation a photo, every attempt counted; of texts written at a time each one's share."),
    Measure("tokens_read", "Tokens read", "Cost", "tokens", "low",
            "Tokens of the prompts a photo, every attempt counted."),
    Measure("tokens_written", "Tokens written", "Cost", "tokens", "low",
            "Tokens that the model wrote a photo, every attempt counted."),
    Measure("approved", "Approved", "People", "share", "high",
            "Share of photos that a person approved, of those whose texts of this variant a person decided on."),
    Measure("edit_distance", "Edit distance", "People", "distance", "low",
            "Share of words that a person changed before approving: Levenshtein distance in words over the longer "
            "text, mean of caption, alt text and keywords; 0 where it was approved as written."),
)  # fmt: skip
"""Every measure except those of single rules, sources and columns."""

MEMORY = Measure(
    "memory", "Memory", "Cost", "megabytes", "low",
    "Most memory that the process of the model ever held, a GPU's own memory left out.",
)  # fmt: skip
"""Measured for a variant as a whole, not for photos."""

PREFERRED = Measure(
    "preferred", "Preferred blindly", "People", "share", "high",
    "Probability that a person who does not know whose texts they are prefers these to another variant's "
    "(Bradley-Terry); the difference is the probability against the base less one half.",
)  # fmt: skip
"""Measured for pairs of variants, not for photos."""

_RULE = Measure("rule", "", "Rules", "share", "low", "Share of photos with texts in which the rule finds something.")
_SOURCE = Measure("grounds_of", "", "Grounding", "count", None, "Claims of a photo's texts that this source supports.")
_COLUMN = Measure(
    "column", "", "Stages", "count", None,
    "What the column of a stage holds, a photo: its number, how many entries its list has, or the share of yes.",
)  # fmt: skip


def of_gate(sign: str, side: Literal["precision", "recall"]) -> Measure:
    """Return the measure of how well one sign predicts rejections, for all variants together."""
    meaning = {
        "precision": "Of the texts that a person decided on and that had this sign, the share that was rejected.",
        "recall": "Of the texts that a person rejected, the share that had this sign.",
    }
    return Measure(side, side.capitalize(), "People", "share", "high", meaning[side], sign)


def label(name: str, about: str | None) -> str:
    """Return the heading of a measure."""
    every = {each.name: each.label for each in (*MEASURES, MEMORY, PREFERRED)}
    return f"rule {about}" if name == "rule" else about if about and name == "column" else every.get(name, name)


def of_rule(rule: str) -> Measure:
    """Return the measure of one rule."""
    return replace(_RULE, label=rule, about=rule)


def of_source(source: str) -> Measure:
    """Return the measure of one source of grounds."""
    return replace(_SOURCE, label=f"… from {source}", about=source)


def of_column(name: str) -> Measure:
    """Return the measure of a column that a stage declared."""
    return replace(_COLUMN, label=name.replace("_", " ").capitalize(), about=name)
