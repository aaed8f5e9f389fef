"""Counts how often the witnesses and the captioner of a run were wrong about photos whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from runner.facts import Fact, Look
from runner.review.calibrating import hearings
from runner.review.calibrating.labels import Truth
from runner.schema import CaptionRow, FactsRow
from runner.store import traces
from runner.store.makers import Maker, maker
from runner.text.claims.calibrating import (
    Counted,
    Labelled,
    Observation,
    Read,
    calibrate,
    labelled,
    reading_outcomes,
    writer_of,
)
from runner.text.claims.calibration import Calibration
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.provenance import made_with
from runner.text.claims.reader import read_texts
from runner.text.claims.verdict import CAPTIONER


@dataclass(frozen=True)
class Measured:
    """How often each witness was right on photos whose truth is known."""

    calibrations: tuple[Calibration, ...]
    nodes: Mapping[str, str]  # node by calibration, for witnesses that are nodes of the run
    photos: int
    claims: int  # claims of things that are known to be present or absent
    wrong: int  # number of wrong claims


@dataclass
class Heard:
    """What one witness has said about the photos so far."""

    look: Look
    things: list[Observation] = field(default_factory=list)
    counts: list[Counted] = field(default_factory=list)
    views: list[Observation] = field(default_factory=list)
    readings: list[Read] = field(default_factory=list)

    def calibration(self, measured_on: str, made: Maker) -> Calibration:
        """The calibration that follows; a witness that only reads has registrations by nationality as its classes."""
        name, kind = _name(self.look), hearings.kind_of(self.look, views=bool(self.views))
        if self.readings and not self.things:
            found = Calibration(name, kind, measured_on, classes=reading_outcomes(self.readings))
        else:
            found = calibrate(name, kind, measured_on, [*self.things, *self.views], counts=self.counts)
        return replace(found, made_with=made_with(*made))


def measure(run: Path, truths: Mapping[str, Truth], measured_on: str) -> Measured:
    """Compare the truth, by item id, with the drafts of captioners that saw the photos and with what witnesses said.

    A witness without a calibration of its own is named after its node. Registrations that were read are compared with
    the labels of the photo, whatever the texts say.
    """
    facts = traces.rows(run, FactsRow, truths)
    drafts = {item: row for item, row in traces.rows(run, CaptionRow, truths).items() if row.saw_picture}
    names = hearings.speakers(fact for row in facts.values() for fact in row.facts)
    heard: dict[str, Heard] = {}
    written: dict[str, list[Labelled]] = {}
    for item, row in facts.items():
        for look in row.looked:
            mine = [fact for fact in row.facts if fact.witness == look.witness]
            told = heard.setdefault(look.witness, Heard(look))
            if look.witness in names.readers:
                told.readings += hearings.readings(mine, truths[item])
            if (draft := drafts.get(item)) is not None:
                _hear(told, draft, mine, truths[item], names)
    made: dict[str, Maker] = {}
    for item, draft in drafts.items():
        written.setdefault(draft.model, []).extend(_things(draft, truths[item]))
        made[draft.model] = Maker(draft.model, draft.model_hash)
    witnesses = {node: each for node, each in heard.items() if each.things or each.views or each.readings}
    every = [thing for things in written.values() for thing in things]
    return Measured(
        (
            *(each.calibration(measured_on, maker(run, node)) for node, each in witnesses.items()),
            *(
                Calibration(model, "text", measured_on, writer=writer_of(things), made_with=made_with(*made[model]))
                for model, things in written.items()
                if things
            ),
        ),
        {_name(each.look): node for node, each in witnesses.items()},
        len(drafts),
        len(every),
        sum(not thing.present for thing in every),
    )


def _hear(told: Heard, draft: CaptionRow, mine: list[Fact], truth: Truth, names: hearings.Speakers) -> None:
    if told.look.witness in names.namers:
        told.things += hearings.things(told.look.witness, _things(draft, truth), mine, truth)
        told.counts += hearings.counts(read_texts(draft), mine, truth, told.look)
    if told.look.witness in names.choosers:
        told.views += hearings.views(read_texts(draft), mine, truth)


def _things(draft: CaptionRow, truth: Truth) -> list[Labelled]:
    return labelled(read_texts(draft), truth.present, truth.known, default_lexicon())


def _name(look: Look) -> str:
    """The name of its calibration, or of its node if it has none of its own: 'captioner' is for any captioner."""
    return look.witness if look.calibration in (None, CAPTIONER) else look.calibration
