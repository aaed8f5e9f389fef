"""Photos whose texts a person wants regenerated, as one job: the requests, the results and the answers.

Nothing is lost if the program is killed. Requests that are not answered yet are in a journal of the process; what was
generated is evidence of the run.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from runner.review import generating
from runner.review.consequences import file_of
from runner.review.edits import NewTexts
from runner.review.generating import Proposal, Unwritten
from runner.review.language import translate
from runner.review.photos import PhotoReview
from runner.review.process_journal import ProcessJournal, left_behind, lines
from runner.review.recording import ChangeResult
from runner.review.session import Session
from runner.review.snapshot import Snapshot
from runner.review.wording import named
from runner.schema import Finding

_KIND = "regenerating"

Standing = Literal["waiting", "clean", "wrong", "own", "unchanged", "failed", "accepted", "kept"]
"""The state of a photo in the job: no result yet; new texts without an error; new texts with one; new texts only for
those that a person wrote; nothing new; nothing could be written; new texts accepted; old texts kept.
"""


class Regeneration:
    """The photos of one job in the order of the requests. Use it from one thread."""

    def __init__(self, folder: Path, set_name: str, reviewer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._journal = ProcessJournal(folder, set_name, reviewer, _KIND)
        self._clock = clock
        self.asked: dict[str, datetime] = {}  # by item, UTC and naive
        self.proposals: dict[str, Proposal] = {}
        self.problems: dict[str, str] = {}  # why nothing could be written, by item
        self._answers: dict[str, Standing] = {}
        self._judged: dict[str, tuple[Proposal, PhotoReview, Standing]] = {}
        self._over: set[str] = set()  # finished photos, which need no journal
        self._begun_at, self._came = clock(), 0

    def ask(self, items: Iterable[str]) -> list[str]:
        """Request new texts for these photos, again if they had some; returns those that were not waiting already."""
        waiting = set(self.waiting())
        fresh = [item for item in dict.fromkeys(items) if item not in waiting]
        if fresh:
            self._ask(dict.fromkeys(fresh, datetime.now(UTC).replace(tzinfo=None)))
        return fresh

    def resume(self, asked: Mapping[str, datetime], kept: Mapping[str, Proposal]) -> None:
        """Adopt the requests of a dead process, with what was generated for them."""
        if asked:
            self._ask(asked)
            self.proposals |= kept

    def hear(self, session: Session, told: Proposal | Unwritten) -> None:
        """Record the result for a photo. If it brings nothing new, it needs no answer."""
        if told.item not in self.asked:
            return
        self._came += 1
        if isinstance(told, Proposal):
            self.proposals[told.item] = told
        else:
            self.problems[told.item] = told.problem
        if self.standing(session, told.item) in ("failed", "unchanged"):
            self._let_go([told.item])

    def begin(self) -> None:
        """Note that the captioner begins: its pace is measured from here on."""
        self._begun_at, self._came = self._clock(), 0

    def waiting(self) -> list[str]:
        """Photos without a result so far."""
        return [item for item in self.asked if self._is_waiting(item)]

    def seconds_left(self) -> float | None:
        """Seconds that the waiting photos will take at the present pace; None before the first result."""
        if not self._came:
            return None
        return (self._clock() - self._begun_at) / self._came * len(self.waiting())

    def standing(self, session: Session, item: str) -> Standing:
        """The state of a photo now, compared with its current texts."""
        if item in self._answers:
            return self._answers[item]
        if item in self.problems:
            return "failed"
        made = self.proposals.get(item)
        return self._judged_once(session, made) if made is not None else "waiting"

    def _judged_once(self, session: Session, made: Proposal) -> Standing:
        """The state of new texts, cached until they or the current texts change."""
        review = session.snapshot.review(made.item)
        known = self._judged.get(made.item)
        if known is None or known[0] is not made or known[1] is not review:
            known = self._judged[made.item] = (made, review, _judged(session, made))
        return known[2]

    def of(self, session: Session, standing: Standing) -> list[str]:
        """The photos in this state."""
        return [item for item in self.asked if self.standing(session, item) == standing]

    def counts(self, session: Session) -> Counter[Standing]:
        """The number of photos in each state."""
        return Counter(self.standing(session, item) for item in self.asked)

    def answer(self, items: Collection[str], answer: Literal["accepted", "kept"]) -> None:
        """Record a person's answer for these photos: they are finished."""
        self._answers |= dict.fromkeys(items, answer)
        self._let_go(items)

    def open(self) -> list[str]:
        """Photos that still wait for a result or an answer."""
        return [item for item in self.asked if item not in self._over]

    def judge_again(self, found: Mapping[str, Sequence[Finding]]) -> None:
        """Replace the findings in new texts, by item: texts of other photos have changed since these were written."""
        for item, findings in found.items():
            self.proposals[item] = replace(self.proposals[item], findings=tuple(findings))

    def forget(self) -> None:
        """Remove the photos that are finished."""
        for item in [item for item in self.asked if item not in self.open()]:
            for each in (self.asked, self.proposals, self.problems, self._answers):
                each.pop(item, None)

    def leave(self) -> None:
        """Leave what is not answered for whoever reviews the set next."""
        self._journal.leave()

    def _ask(self, asked: Mapping[str, datetime]) -> None:
        for each in (self.proposals, self.problems, self._answers):
            for item in asked:
                each.pop(item, None)
        self._over -= asked.keys()
        self.asked |= asked
        self._journal.append(["asked", {item: at.isoformat() for item, at in asked.items()}])

    def _let_go(self, items: Collection[str]) -> None:
        """Mark photos as finished. If the disk refuses to note that, the next program asks about them again."""
        self._over |= set(items)
        with contextlib.suppress(OSError):
            if self.open():
                self._journal.append(["over", list(items)])
            else:
                self._journal.remove()

    def _is_waiting(self, item: str) -> bool:
        return not any(item in each for each in (self._answers, self.problems, self.proposals))


def _judged(session: Session, made: Proposal) -> Standing:
    new = generating.changed(session, made)
    if not new:
        return "unchanged"
    if generating.own_texts(session, made.item).issuperset(new):
        return "own"
    return "clean" if generating.is_clean(session, made) else "wrong"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The result of accepting texts."""

    result: ChangeResult
    items: tuple[str, ...]  # photos whose new texts are now current
    left: Mapping[str, tuple[Finding, ...]]  # photos that have errors after all, and all findings


def accept_clean(session: Session, seen: Snapshot, proposals: Sequence[Proposal]) -> Accepted:
    """Accept the new texts of these photos, each only if it is clean beside all others, as one change to undo.

    Texts that a person wrote stay, even if they were written after `seen`, where the reviewer has not seen them.
    """
    offered = {seen.places[made.item]: _offered(session, made) for made in proposals if made.item in seen.places}
    values = {place: fields for place, fields in offered.items() if fields}
    plan = session.plan_edits(NewTexts(seen, values).in_run(session.snapshot), "model")
    wrong = {item: found for item, found in plan.findings.items() if any(each.severity == "error" for each in found)}
    clean = {place: fields for place, fields in values.items() if seen.items[place] not in wrong}
    result = session.edit_each(NewTexts(seen, clean), _accepted, source="model")
    stay = {each.item for each in result.overtaken}
    return Accepted(result, tuple(item for place in clean if (item := seen.items[place]) not in stay), wrong)


def accept(session: Session, seen: Snapshot, made: Proposal, fields: Collection[str]) -> ChangeResult:
    """Accept the new texts of a photo in `fields`; refused if one of these was changed after `seen`."""
    values = {name: value for name, value in generating.changed(session, made).items() if name in fields}
    name = file_of(session, session.snapshot.places[made.item])
    said = translate("generate", "Accepted {} of {}.").format(", ".join(map(named, values)), name)
    return session.edit_each(NewTexts(seen, {seen.places[made.item]: values}), lambda _count: said, source="model")


def _accepted(count: int) -> str:
    return translate("regeneration", "Accepted the regenerated texts of %Ln photo(s).", "", count)


def _offered(session: Session, made: Proposal) -> dict[str, object]:
    advised = generating.advised(session, made)
    return {name: value for name, value in made.texts.items() if name in advised}


def unfinished(folder: Path, set_name: str, reviewer: str) -> tuple[dict[str, datetime], list[Path]]:
    """Unanswered requests of dead processes by item, and the files to remove once they are safe elsewhere.

    Lines that cannot be parsed are ignored; a file that cannot be read is left for the next time.
    """
    written, files = lines(left_behind(folder, set_name, reviewer, _KIND))
    asked: dict[str, datetime] = {}
    for line in written:
        _read(line, asked)
    return asked, files


def _read(line: str, asked: dict[str, datetime]) -> None:
    try:
        kind, items = json.loads(line)
        if kind == "asked":
            asked.update({item: datetime.fromisoformat(at) for item, at in items.items()})
        else:
            for item in items:
                asked.pop(item, None)
    except (ValueError, AttributeError):
        return  # the last line was cut off


def unaware(session: Session, places: Sequence[int], said: Collection[str]) -> list[int]:
    """Photos whose texts by the captioner do not mention the subject or location that a person has just entered.

    A photo counts if neither caption nor alt text has the new words, and at least one of them is the captioner's.
    """
    snapshot = session.snapshot
    return [
        place
        for place in places
        if snapshot.state(place) != "failed" and any(_is_missing(session, place, name) for name in said)
    ]


def _is_missing(session: Session, place: int, name: str) -> bool:
    row, own = session.snapshot.row(place), generating.own_texts(session, session.snapshot.items[place])
    prose = [str(row[each] or "") for each in ("caption", "alt_text") if each not in own]
    word = str(row[name] or "").partition(",")[0].casefold()
    return bool(word and prose) and not any(word in text.casefold() for text in (row["caption"] or "", *prose))
