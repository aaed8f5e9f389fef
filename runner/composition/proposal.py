"""What the photos of a folder seem to show, before there is a set; examined as by `runner identify`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.composition.identify import look
from runner.composition.proposed import OddPhoto, Proposal, Recognised
from runner.composition.run import as_typed
from runner.composition.set_names import plain_name
from runner.config.override import quoted
from runner.errors import EnvError
from runner.reports import identify
from runner.reports.identify import Votes
from runner.reports.intervals import wilson
from runner.store import evidence
from runner.text.claims.consensus import Standing, Terms
from runner.text.claims.grouping import groups

MOST_ODD = 5
"""Upper limit for the photos that are named because they do not show what is suggested."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of photography: the classifier's groups that indicate it, its rules, and its category."""

    groups: frozenset[str]
    rules: str
    category: str


_KINDS = (
    Kind(frozenset({"aircraft"}), "aviation", "Aviation Photography"),
    Kind(frozenset({"bird", "mammal", "reptile", "insect", "animal"}), "wildlife", "Wildlife Photography"),
)
_OTHER = Kind(frozenset(), "default", "")


def propose(folder: Path, sample: int, exclude: Sequence[str] = (), options: Sequence[str] = ()) -> Proposal:
    """Look at `sample` photos of a folder, drawn at random, and make a proposal. The run reuses what is computed.

    `exclude` as in a set; `options` are further options of a command line. Raises RunnerError if the photos cannot be
    looked at.
    """
    listed = ",".join(quoted(each) for each in exclude)
    words = ["set=demo", f"set.name={quoted(plain_name(folder.name))}", f"set.source={quoted(str(folder))}",
             f"set.exclude=[{listed}]", "caption=composer", f"graph.sample={sample}", *options]  # fmt: skip
    _, run, _ = look(as_typed(["init", str(folder)]), words)
    if run is None:
        return Proposal()
    try:
        votes = identify.collect(run)
    except EnvError:  # none of them could be looked at: the run will say why
        return Proposal()
    best = identify.common(votes).suggestion
    return _suggested(votes, best) if best else _divided(votes, run)


def _suggested(votes: Votes, best: Standing) -> Proposal:
    share = wilson(best.photos, len(votes.photos))
    odd = identify.odd(votes, best)[:MOST_ODD]
    kind = _kind({*best.general, best.term.casefold()})
    named = tuple(OddPhoto(votes.photos[item], _first_words(votes.said, item)[:2]) for item in odd)
    return Proposal(best.term, best.source, len(votes.photos), best.photos, share.low or 0.0, share.high or 1.0, named,
                    rules=kind.rules, category=kind.category)  # fmt: skip


def _divided(votes: Votes, run: Path) -> Proposal:
    found = groups({item: _first_words(votes.said, item) for item in votes.photos})
    if len(found) < 2:
        return Proposal(looked_at=len(votes.photos))
    paths: dict[str, list[str]] = {}
    for item, path in evidence.read_sources(run).select("item_id", "source_path").iter_rows():
        paths.setdefault(item, []).append(path)
    made = tuple(Recognised(each.term, tuple(path for item in each.items for path in paths.pop(item, ())))
                 for each in found)  # fmt: skip
    rest = tuple(path for each in paths.values() for path in each)
    return Proposal(looked_at=len(votes.photos), groups=made, rest=rest)


def _first_words(said: Mapping[str, Mapping[str, Terms]], item: str) -> Terms:
    """The terms of the first source that recognised anything; empty if none did."""
    return next((terms[item] for terms in said.values() if terms.get(item)), ())


def _kind(terms: set[str]) -> Kind:
    return next((each for each in _KINDS if each.groups & terms), _OTHER)
