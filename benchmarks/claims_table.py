"""Texts of models about pictures whose truth is known, with simulated witnesses."""

from __future__ import annotations

import hashlib
import os
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import polars as pl
from claims_silence import learnt

from runner.facts import Fact
from runner.text.claims.calibrating import Labelled, Observation, calibrate, labelled, observations, pooled, writer_of
from runner.text.claims.calibration import Calibration
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import DESCRIPTION, known_class
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.limits import error_limit
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.verdict import CAPTIONER, Limits, Weighed
from runner.text.claims.weighing import weigh

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(os.environ.get("CLAIMS_TABLE") or ROOT.parent / "shared" / "data" / "vlm" / "captions.parquet")
LEXICON = default_lexicon()
RANKED_BY = 3_000  # number of texts on which captioners are compared as witnesses
RECALL, INVENTED = 0.85, 0.3
DETECTOR = "detector"
FOLDS = 4
DOUBT = 1.28  # standard errors: at 90 % confidence not less precise than asked
MOST_FLAGGED = 0.004  # share of right words: below the goal, because the limit is the best of many


@dataclass(frozen=True)
class Text:
    """One model's text about one picture, already read into claims."""

    picture: str
    model: str
    caption: str
    claims: tuple[Claim, ...]
    things: tuple[Labelled, ...]  # the classes that it claims, with the truth
    wrong: bool  # whether according to the table it names something that is not there


@dataclass(frozen=True)
class Judged:
    """A text and how it was judged."""

    text: Text
    object_words: int  # words for things of known classes that are there
    right_errors: int  # errors on words for things that are not there
    false_errors: int  # errors on words for things that are there
    right_warnings: int
    false_warnings: int
    other_errors: int  # errors of the grounding rules, on any words


def known_classes(table: pl.DataFrame) -> frozenset[str]:
    """The plain names of all classes in the truth of the table."""
    labels = {label for listed in table["truth_objects"].to_list() for label in listed or ()}
    return frozenset(name for label in labels if (name := LEXICON.named(label)))


def truth_of(table: pl.DataFrame) -> dict[str, frozenset[str]]:
    """The plain names of what is in each picture."""
    truth: dict[str, frozenset[str]] = defaultdict(frozenset)
    for picture, labels in table.select("image_id", "truth_objects").iter_rows():
        truth[str(picture)] |= {name for label in labels or () if (name := LEXICON.named(label))}
    return truth


def texts_of(table: pl.DataFrame, truth: Mapping[str, frozenset[str]], known: frozenset[str]) -> list[Text]:
    """The texts, each with its claims and their truth."""
    return [_text(row, truth[str(row["image_id"])], known) for row in table.iter_rows(named=True)]


def _text(row: Mapping[str, object], truth: frozenset[str], known: frozenset[str]) -> Text:
    listed = [str(word) for word in row["hallucinated"] or ()]  # type: ignore[attr-defined]
    wrong = {
        name
        for word in listed
        if (thing := LEXICON.named(word)) and (name := known_class(thing, _keys(known), LEXICON))
    }
    claims = read(str(row["caption"] or ""))
    things = tuple(labelled(claims, truth - wrong, known, LEXICON))
    return Text(str(row["image_id"]), str(row["model"]), str(row["caption"] or ""), claims, things, bool(listed))


def _keys(known: frozenset[str]) -> dict[str, None]:
    return dict.fromkeys(known)


def pictures_of(texts: Sequence[Text]) -> dict[str, list[Text]]:
    """The texts by picture."""
    found: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        found[text.picture].append(text)
    return found


def fold(picture: str) -> int:
    """The part that the picture belongs to, 0 to FOLDS - 1, which depends only on its name."""
    return hashlib.sha256(picture.encode()).digest()[0] % FOLDS


def seen_by_detector(picture: str, truth: frozenset[str], known: frozenset[str], recall: float) -> tuple[Fact, ...]:
    """What a detector with this recall reports; with a recall below 1 it also invents things. Seeded by the picture."""
    rng = random.Random(f"{picture} {recall}")
    seen = [name for name in sorted(truth) if rng.random() < recall]
    if recall < 1:
        while rng.random() < INVENTED / (1 + INVENTED):  # a geometric number of inventions with this mean
            seen.append(rng.choice(sorted(known - truth)))
    return tuple(Fact(DETECTOR, "object", name) for name in seen)


def second(text: Text, beside: Sequence[Text], ranked: Sequence[str]) -> Text | None:
    """The longest text about the same picture by the best ranked of the other models; None if there is no other."""
    others = [each for each in beside if each.model != text.model]
    return max(
        others, key=lambda each: (-ranked.index(each.model), len(each.caption.split()), each.caption), default=None
    )


def worth(calibration: Calibration) -> float:
    """How much a witness's silence tells, on average over things that are not there, as a relative entropy in nats."""
    wrong = calibration.overall.miss(0.5), calibration.overall.false_alarm(0.5)
    return (1 - wrong[1]) * log((1 - wrong[1]) / wrong[0])


def said_by(text: Text) -> tuple[Fact, ...]:
    """What a text states as a second captioner's text, in the same form as by the stage `describe`."""
    return (*facts_of_text(text.model, text.caption), Fact(text.model, DESCRIPTION, text.caption))


class Bench:
    """One table with one simulated detector."""

    def __init__(self, table: pl.DataFrame, recall: float) -> None:
        self.known = known_classes(table)
        self.truth = truth_of(table)
        self.texts = texts_of(table, self.truth, self.known)
        self.beside = pictures_of(self.texts)
        self.seen = {each: seen_by_detector(each, self.truth[each], self.known, recall) for each in self.truth}
        self.said = {id(text): said_by(text) for text in self.texts}
        self.ranked: list[str] = []

    def rank(self, texts: Sequence[Text]) -> None:
        """Rank the models by how much their texts tell about other models' claims about these pictures."""
        chosen = random.Random(5).sample(texts, min(len(texts), RANKED_BY))
        heard: dict[str, list[Observation]] = defaultdict(list)
        for text in chosen:
            for other in self.beside[text.picture]:
                if other.model != text.model:
                    heard[other.model] += observations(
                        other.model, text.things, self.said[id(other)], self.known, LEXICON
                    )
        known = {model: worth(calibrate(model, "text", "", seen)) for model, seen in heard.items()}
        self.ranked = sorted({text.model for text in self.texts}, key=lambda model: (-known.get(model, 0.0), model))

    def heard(self, text: Text) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
        """The facts about the picture of a text, and the witnesses that looked at it."""
        return self.heard_beside(text, self.second(text))

    def second(self, text: Text) -> Text | None:
        """The second captioner's text about the picture of a text; None if there is none."""
        return second(text, self.beside[text.picture], self.ranked)

    def heard_beside(self, text: Text, other: Text | None) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
        """The same, with `other` as the second captioner's text."""
        seen = self.seen[text.picture]
        if other is None:
            return seen, (DETECTOR,)
        return (*seen, *self.said[id(other)]), (DETECTOR, other.model)

    def book(self, texts: Sequence[Text]) -> dict[str, Calibration]:
        """Calibrations of all witnesses and writers on these texts."""
        heard: dict[str, list[Observation]] = defaultdict(list)
        written: dict[str, list[Labelled]] = defaultdict(list)
        for text in texts:
            facts, looked = self.heard(text)
            written[text.model] += text.things
            for witness in looked:
                mine = [fact for fact in facts if fact.witness == witness]
                heard[witness] += observations(witness, text.things, mine, self.known, LEXICON)
        captioners = {
            name: calibrate(name, "text", "this table", heard[name], writer=writer_of(written[name]))
            for name in {*heard, *written} - {DETECTOR}
        }
        book = {**captioners, DETECTOR: calibrate(DETECTOR, "boxes", "this table", heard[DETECTOR])}
        book[CAPTIONER] = pooled(CAPTIONER, "this table", [captioners[name] for name in sorted(captioners)])
        return book

    def weighed(self, text: Text, book: Mapping[str, Calibration], error: float) -> tuple[Weighed, ...]:
        """The claims of one text, weighed."""
        facts, looked = self.heard(text)
        return weigh(text.claims, facts, looked, book, writer=text.model, limits=Limits(error=error), lexicon=LEXICON)

    def calibrated(self, texts: Sequence[Text], precision: float) -> tuple[dict[str, Calibration], float]:
        """Calibrations on these texts, and the error limit that follows from them.

        The limit is chosen on texts that are weighed by what the other texts taught.
        """
        taught = learnt(self, texts)
        said = [
            pair
            for judged, book in taught.apart()
            for text in judged
            for pair in self._outcomes(text, self.weighed(text, book, 1.0))
        ]
        error = error_limit(
            [(each.probability or 0.0, wrong) for each, wrong in said if each.verdict == "contradicted"],
            sum(not wrong for _, wrong in said),
            precision=precision,
            most_flagged=MOST_FLAGGED,
            doubt=DOUBT,
        )
        return taught.book(), error

    def _outcomes(self, text: Text, weighed: Sequence[Weighed]) -> list[tuple[Weighed, bool]]:
        """Each weighed claim about a thing of a known class, and whether the claim is wrong."""
        present = {each.thing: each.present for each in text.things}
        return [
            (each, not present[thing])
            for each in weighed
            if each.claim.kind == "object"
            and (thing := known_class(each.claim.value, _keys(self.known), LEXICON)) in present
        ]

    def judged(self, text: Text, book: Mapping[str, Calibration], error: float, others: int) -> Judged:
        """Judge one text."""
        said = self._outcomes(text, self.weighed(text, book, error))

        def count(severity: str, wrong: bool) -> int:
            return sum(each.severity == severity and is_wrong == wrong for each, is_wrong in said)

        right = sum(not wrong for _, wrong in said)
        return Judged(
            text, right, count("error", True), count("error", False), count("warn", True), count("warn", False), others
        )

    def run(self, precision: float, others: Mapping[str, int]) -> Iterator[Judged]:
        """Calibrate on three quarters of the pictures and judge the fourth, for each quarter in turn."""
        for judged in range(FOLDS):
            fit = [text for text in self.texts if fold(text.picture) != judged]
            self.rank(fit)
            book, error = self.calibrated(fit, precision)
            print(f"  quarter {judged}: errors from {error:.3f}; witnesses by worth: {', '.join(self.ranked)}")
            for text in self.texts:
                if fold(text.picture) == judged:
                    yield self.judged(text, book, error, others[text.caption])
