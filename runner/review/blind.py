"""Blind comparison: shows two variants' texts for a photo without their names, and saves each preference at once.

No Qt. Only photos for which two variants wrote different texts are shown. The next question is always about the two
variants that were compared least, so that a person can stop at any time.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from runner.errors import EnvError
from runner.review import review_set
from runner.review.language import translate
from runner.review.review_catalog import ReviewCatalog
from runner.review.review_set import ReviewSet
from runner.review.wording import plain
from runner.schema import PROSE, TEXTS
from runner.store import sweepfile
from runner.store.preferences import Choice, Pair, Preferred, prefer, preferences, withdraw

PATIENCE_S = 3.0
"""Seconds to wait for a catalogue that another program holds, when saving a choice."""

_Variants = tuple[str, str]
"""Run ids of two variants, sorted."""


@dataclass(frozen=True, slots=True)
class BlindPhoto:
    """One photo with what each variant wrote for it."""

    item_id: str
    source_path: Path
    width: int | None  # in pixels, of the upright original
    picture: Path | None  # its preview
    texts: Mapping[str, Mapping[str, str]]  # by run id and field, each on one line


@dataclass(frozen=True, slots=True)
class Question:
    """Asks which of two texts is better, without saying who wrote them."""

    photo: BlindPhoto
    pair: Pair

    @property
    def left(self) -> Mapping[str, str]:
        """The texts on the left, by field."""
        return self.photo.texts[self.pair.left]

    @property
    def right(self) -> Mapping[str, str]:
        """The texts on the right, by field."""
        return self.photo.texts[self.pair.right]


class Blind:
    """One person's questions about a sweep. Raises EnvError if there is nothing to ask."""

    def __init__(self, sweep: Path, runs: Path, reviewer: str, seed: int | None = None) -> None:
        self.sweep, self.catalog, self._reviewer = sweep, ReviewCatalog(runs / "catalog.db"), reviewer
        self._random = random.Random(seed)
        self._photos = {photo.item_id: photo for photo in _photos(sweep, runs)}
        self._open: dict[_Variants, list[str]] = {}  # photos for which two variants differ, the next one last
        for item, photo in self._photos.items():
            for variants in _different(photo):
                self._open.setdefault(variants, []).append(item)
        if not self._open:
            raise EnvError(
                translate("blind", "All variants of {} wrote the same.").format(sweep.name),
                translate("blind", "There is nothing to choose."),
            )
        for items in self._open.values():
            self._random.shuffle(items)
        self._asked: Counter[_Variants] = Counter(dict.fromkeys(self._open, 0))
        self._done: list[Question] = []
        self._forget_chosen()
        self.total = self.chosen + sum(map(len, self._open.values()))
        self.question = self._next()

    @property
    def chosen(self) -> int:
        """Number of choices made by this person, including earlier sessions."""
        return self._asked.total()

    @property
    def variants(self) -> int:
        """Number of variants with a text that another one does not have."""
        return len({run for variants in self._open for run in variants})

    @property
    def least(self) -> int:
        """Number of choices between the two variants that were compared least."""
        return min(self._asked.values())

    def choose(self, choice: Choice) -> None:
        """Save a choice and show the next question. EnvError if the catalogue is held; then the question stays."""
        question = self.question
        if question is None:
            return
        with self.catalog.write(PATIENCE_S) as catalog:
            prefer(catalog, self.sweep.name, question.pair, choice, self._reviewer)
            known = preferences(catalog, self.sweep.name)
        self._asked[_variants(question.pair)] += 1
        self._done.append(question)
        self._forget(known)
        self.question = self._next()

    def undo(self) -> bool:
        """Take back the last choice and ask again, with the same sides. Returns False if this session has none."""
        if not self._done:
            return False
        question = self._done[-1]
        with self.catalog.write(PATIENCE_S) as catalog:
            withdraw(catalog, self.sweep.name, question.pair, self._reviewer)
        self._done.pop()
        self._asked[_variants(question.pair)] -= 1
        if self.question is not None:
            self._open[_variants(self.question.pair)].append(self.question.photo.item_id)
        self.question = question
        return True

    def _forget_chosen(self) -> None:
        with self.catalog.read(PATIENCE_S) as catalog:
            known = preferences(catalog, self.sweep.name)
        self._forget(known)

    def _forget(self, known: Sequence[Preferred]) -> None:
        """Drop the questions that this person has already answered, in any window."""
        for each in known:
            if each.reviewer != self._reviewer:
                continue
            variants = _variants(each)
            if each.item_id in self._open.get(variants, ()):
                self._open[variants].remove(each.item_id)
                self._asked[variants] += 1

    def _next(self) -> Question | None:
        """A photo for the pair compared least, random among ties; not the photo just seen if there is another."""
        left = [variants for variants, items in self._open.items() if items]
        if not left:
            return None
        fewest = min(self._asked[variants] for variants in left)
        variants = self._random.choice([each for each in left if self._asked[each] == fewest])
        items = self._open[variants]
        seen = self._done[-1].photo.item_id if self._done else None
        place = next((n for n in range(len(items) - 1, -1, -1) if items[n] != seen), -1)
        sides = self._random.sample(variants, 2)
        item = items.pop(place)
        return Question(self._photos[item], Pair(item, *sides))


def _variants(pair: Any) -> _Variants:
    first, second = sorted((pair.left, pair.right))
    return first, second


def _different(photo: BlindPhoto) -> Iterator[_Variants]:
    """Pairs of variants that wrote different texts for a photo, except where neither wrote a sentence."""
    for one, other in combinations(sorted(photo.texts), 2):
        mine, theirs = photo.texts[one], photo.texts[other]
        if mine != theirs and any(texts[name] for texts in (mine, theirs) for name in PROSE):
            yield one, other


def _photos(sweep: Path, runs: Path) -> list[BlindPhoto]:
    """The photos of all variants that finished, in the order of the first."""
    if not sweep.is_dir():
        raise EnvError(
            translate("blind", "The folder of this sweep is gone: {}").format(sweep),
            translate("blind", "If it is on a drive, connect the drive. If it was deleted, run the sweep again."),
        )
    file = sweepfile.read(sweep)
    if file is None:
        raise EnvError(
            translate("blind", "{} has no readable sweep.json.").format(sweep),
            translate("blind", "`runner sweeps list` shows the sweeps."),
        )
    ended = [sweep / each.run for each in file.variants if each.run and (sweep / each.run / "rows.parquet").is_file()]
    if len(ended) < 2:
        raise EnvError(
            translate("blind", "Of the {} variants of {}, {} finished; two are needed.").format(
                len(file.variants), sweep.name, len(ended)
            ),
            translate("blind", "To continue: runner sweeps resume {}").format(sweep.name),
        )
    return _joined([review_set.read(run, runs) for run in ended])


def _joined(sets: Sequence[ReviewSet]) -> list[BlindPhoto]:
    texts: dict[str, dict[str, Mapping[str, str]]] = {}
    rows: dict[str, Mapping[str, object]] = {}
    for each in sets:
        for row in each.photos.iter_rows(named=True):
            if row["outcome"] != "failed":
                texts.setdefault(row["item_id"], {})[each.run.name] = {name: plain(row[name]) for name in TEXTS}
                rows.setdefault(row["item_id"], row)
    return [_photo(row, sets[0].renditions, texts[item]) for item, row in rows.items()]


def _photo(row: Mapping[str, Any], renditions: Path, texts: Mapping[str, Mapping[str, str]]) -> BlindPhoto:
    picture = renditions / row["picture"] if row["picture"] else None
    return BlindPhoto(row["item_id"], Path(row["source_path"]), row["width"], picture, texts)
