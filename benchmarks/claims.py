"""Claims of models' texts against witnesses, without pictures: how many wrong ones are found, how many right ones hit.

`python benchmarks/claims.py [TABLE]`, TABLE as Parquet with the columns image_id, model, caption, truth_objects (COCO
classes) and hallucinated (words of the caption for things that are not there); by default `$CLAIMS_TABLE`, then
`../shared/data/vlm/captions.parquet` beside the project.

The truth stands in for a detector: once it sees everything, once, seeded by the picture, 85 % of what is there and 0.3
things a picture that are not. The second captioner is another model of the table: of those with a text about the same
picture the one whose silence tells most, measured on the other half; of several texts its longest. Witnesses are
calibrated, and the limit from which a claim is an error is chosen, on one half of the pictures; the other half is
judged, and the other way round.

Goals at 0.85: recall >= 0.60, true_flagged <= 0.005, good_blocked <= 0.02, precision >= 0.9.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import polars as pl
from claims_rules import grounding_errors

from runner.facts import Fact
from runner.text.claims.calibrating import Labelled, Observation, calibrate, labelled, observations, pooled, writer_of
from runner.text.claims.calibration import Calibration
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import known_class
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.limits import error_limit
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.verdict import CAPTIONER, Limits, Weighed
from runner.text.claims.weighing import weigh

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(os.environ.get("CLAIMS_TABLE") or ROOT.parent / "shared" / "data" / "vlm" / "captions.parquet")
LEXICON = default_lexicon()
RESAMPLES = 300
RANKED_BY = 3_000  # texts by which captioners are compared as witnesses
RECALL, INVENTED = 0.85, 0.3
DETECTOR = "detector"


@dataclass(frozen=True)
class Text:
    """One model's text about one picture, read once."""

    picture: str
    model: str
    caption: str
    claims: tuple[Claim, ...]
    things: tuple[Labelled, ...]  # the classes that it claims, with the truth
    wrong: bool  # whether the table says that it names something that is not there


@dataclass(frozen=True)
class Judged:
    """A text with what became of it."""

    text: Text
    object_words: int  # words for things of known classes that are there
    right_errors: int  # errors on words for things that are not there
    false_errors: int  # errors on words for things that are there
    right_warnings: int
    false_warnings: int
    other_errors: int  # errors of the rules of grounding, on whatever words


def known_classes(table: pl.DataFrame) -> frozenset[str]:
    """The plain names of all classes that the truth of the table has."""
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


def half(picture: str, byte: int = 0) -> int:
    """0 or 1, by the picture alone; another byte of its hash halves independently."""
    return hashlib.sha256(picture.encode()).digest()[byte] % 2


def seen_by_detector(picture: str, truth: frozenset[str], known: frozenset[str], recall: float) -> tuple[Fact, ...]:
    """What a detector of this recall says; below 1 it invents things too. Seeded by the picture."""
    rng = random.Random(f"{picture} {recall}")
    seen = [name for name in sorted(truth) if rng.random() < recall]
    if recall < 1:
        while rng.random() < INVENTED / (1 + INVENTED):  # a geometric number of inventions with this mean
            seen.append(rng.choice(sorted(known - truth)))
    return tuple(Fact(DETECTOR, "object", name) for name in seen)


def second(text: Text, beside: Sequence[Text], ranked: Sequence[str]) -> Text | None:
    """The longest text about the same picture by the best ranked of the other models."""
    others = [each for each in beside if each.model != text.model]
    return max(
        others, key=lambda each: (-ranked.index(each.model), len(each.caption.split()), each.caption), default=None
    )


def worth(calibration: Calibration) -> float:
    """How much a witness's silence tells, on average over things that are not there: a relative entropy in nats."""
    wrong = calibration.overall.miss(0.5), calibration.overall.false_alarm(0.5)
    return (1 - wrong[1]) * log((1 - wrong[1]) / wrong[0])


class Bench:
    """One table under one detector."""

    def __init__(self, table: pl.DataFrame, recall: float) -> None:
        self.known = known_classes(table)
        truth = truth_of(table)
        self.texts = texts_of(table, truth, self.known)
        self.beside = pictures_of(self.texts)
        self.seen = {each: seen_by_detector(each, truth[each], self.known, recall) for each in truth}
        self.said = {id(text): facts_of_text(text.model, text.caption) for text in self.texts}
        self.ranked: list[str] = []

    def rank(self, texts: Sequence[Text]) -> None:
        """Order the models by how much their texts tell of other models' claims about these pictures."""
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
        other = second(text, self.beside[text.picture], self.ranked)
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

    def limit(self, texts: Sequence[Text], precision: float) -> float:
        """The limit that these texts call for, each weighed by witnesses calibrated on others of them."""
        said = [
            pair
            for text, book in self._calibrated_apart(texts)
            for pair in self._outcomes(text, self.weighed(text, book, 1.0))
        ]
        return error_limit(
            [(each.probability or 0.0, wrong) for each, wrong in said if each.verdict == "contradicted"],
            sum(not wrong for _, wrong in said),
            precision=precision,
            most_flagged=0.005,
        )

    def _calibrated_apart(self, texts: Sequence[Text]) -> Iterator[tuple[Text, dict[str, Calibration]]]:
        for judged_quarter in (0, 1):
            book = self.book([text for text in texts if half(text.picture, 1) != judged_quarter])
            yield from ((text, book) for text in texts if half(text.picture, 1) == judged_quarter)

    def _outcomes(self, text: Text, weighed: Sequence[Weighed]) -> list[tuple[Weighed, bool]]:
        """Each weighed claim of a thing of a known class, and whether the thing is not there."""
        present = {each.thing: each.present for each in text.things}
        return [
            (each, not present[thing])
            for each in weighed
            if each.claim.kind == "object"
            and (thing := known_class(each.claim.value, _keys(self.known), LEXICON)) in present
        ]

    def judged(self, text: Text, book: Mapping[str, Calibration], error: float, others: int) -> Judged:
        """What becomes of one text."""
        said = self._outcomes(text, self.weighed(text, book, error))

        def count(severity: str, wrong: bool) -> int:
            return sum(each.severity == severity and is_wrong == wrong for each, is_wrong in said)

        right = sum(not wrong for _, wrong in said)
        return Judged(
            text, right, count("error", True), count("error", False), count("warn", True), count("warn", False), others
        )

    def run(self, precision: float, others: Mapping[str, int]) -> Iterator[Judged]:
        """Calibrate on each half of the pictures and judge the other."""
        for judged_half in (0, 1):
            fit = [text for text in self.texts if half(text.picture) != judged_half]
            self.rank(fit)
            book = self.book(fit)
            error = self.limit(fit, precision)
            print(f"  half {judged_half}: errors from {error:.3f}; witnesses by worth: {', '.join(self.ranked)}")
            for text in self.texts:
                if half(text.picture) == judged_half:
                    yield self.judged(text, book, error, others[text.caption])


MEASURES: dict[str, Callable[[Sequence[Judged]], tuple[int, int]]] = {
    "recall": lambda js: (sum(j.text.wrong and j.right_errors > 0 for j in js), sum(j.text.wrong for j in js)),
    "true_flagged": lambda js: (sum(j.false_errors for j in js), sum(j.object_words for j in js)),
    "good_blocked": lambda js: (
        sum(not j.text.wrong and bool(j.false_errors + j.right_errors + j.other_errors) for j in js),
        sum(not j.text.wrong for j in js),
    ),
    "precision": lambda js: (sum(j.right_errors for j in js), sum(j.right_errors + j.false_errors for j in js)),
    "warned_recall": lambda js: (
        sum(j.text.wrong and j.right_errors + j.right_warnings > 0 for j in js),
        sum(j.text.wrong for j in js),
    ),
    "true_warned": lambda js: (sum(j.false_errors + j.false_warnings for j in js), sum(j.object_words for j in js)),
}


def share(pair: tuple[int, int]) -> float | None:
    return pair[0] / pair[1] if pair[1] else None


def interval(judged: Sequence[Judged], measure: Callable[[Sequence[Judged]], tuple[int, int]]) -> tuple[float, float]:
    """The middle 95 % over pictures drawn again: texts about one picture are not independent."""
    by_picture: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by_picture[each.text.picture].append(each)
    pairs = [measure(group) for group in by_picture.values()]
    rng = random.Random(1)
    drawn = sorted(_drawn(pairs, rng) for _ in range(RESAMPLES))
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]


def _drawn(pairs: Sequence[tuple[int, int]], rng: random.Random) -> float:
    chosen = rng.choices(pairs, k=len(pairs))
    return sum(a for a, _ in chosen) / max(sum(b for _, b in chosen), 1)


def show(name: str, judged: Sequence[Judged]) -> dict[str, float | None]:
    found = {}
    print(f"  {name}: {len(judged)} texts, {sum(j.text.wrong for j in judged)} with a wrong object")
    for measure, counted in MEASURES.items():
        pair = counted(judged)
        found[measure] = share(pair)
        if pair[1]:
            low, high = interval(judged, counted)
            print(f"    {measure:14} {pair[0] / pair[1]:.4f}  [{low:.4f}, {high:.4f}]  {pair[0]} of {pair[1]}")
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("table", nargs="?", type=Path, default=TABLE)
    arguments.add_argument("--precision", type=float, default=0.9, help="share of errors that have to be right")
    asked = arguments.parse_args()
    table = pl.read_parquet(asked.table)
    captions = table["caption"].fill_null("").unique().to_list()
    began = time.perf_counter()
    for caption in captions:
        read(caption)
    print(f"Reading: {(time.perf_counter() - began) / len(captions) * 1000:.2f} ms a text (goal: at most 2)")
    others = grounding_errors(captions)
    for recall in (1.0, RECALL):
        print(f"Detector of recall {recall}:")
        judged = list(Bench(table, recall).run(asked.precision, others))
        for model in sorted({each.text.model for each in judged}):
            show(model, [each for each in judged if each.text.model == model])
        found = show("all", judged)
    goals = {name: found[name] for name in ("recall", "true_flagged", "good_blocked", "precision")}
    print(
        json.dumps(
            {
                **{name: None if value is None else round(value, 4) for name, value in goals.items()},
                "texts": table.height,
            }
        )
    )


if __name__ == "__main__":
    main()
