"""Computes the probability that a claim is wrong from error rates: log odds to which witnesses add.

Witnesses are taken as independent given the truth (naive Bayes). The prior odds depend on the writer, the thing and its
position in the text: what comes late in a text is wrong far more often. Using a witness's rates by that position was
tried and made errors no more precise.
"""

from __future__ import annotations

from math import exp, log

from runner.text.claims.calibration import Calibration, Outcomes, Writer
from runner.text.claims.evidence import Heard
from runner.text.claims.silence import Prior, Worth

_LEAST = 0.002
"""Lower bound of every rate: no sample shows that a witness never errs."""


def prior(writer: Writer, thing: str, order: str | None) -> Prior:
    """The log odds that this writer's claim of the thing is wrong, before any witness."""
    overall = writer.overall.rate(0.5)
    by_class = writer.classes[thing].rate(overall) if thing in writer.classes else overall
    by_order = writer.strata[order].rate(overall) if order and order in writer.strata else overall
    return Prior(_logit(overall), _logit(by_class) - _logit(overall), _logit(by_order) - _logit(overall))


def weight(calibration: Calibration, thing: str, stratum: str | None, heard: Heard) -> Worth:
    """What the witness adds to the log odds that the claim is wrong: negative if it names the thing."""
    if calibration.scores.steps:
        own = 0.0 if heard.named else _seldom_missed(calibration, thing)
        return Worth(calibration.scores.log_ratio(heard.score or 0.0), own, 0.0)
    overall = _worth(_bounded(calibration.overall.miss(0.5)), _bounded(calibration.overall.false_alarm(0.5)), heard)
    own = _worth(miss_rate(calibration, thing, stratum), _false_alarm(calibration, thing), heard)
    neighbour = 0.0 if heard.named else _neighbourly(calibration.near, heard.neighbour)
    return Worth(overall, own - overall, neighbour)


def _seldom_missed(calibration: Calibration, thing: str) -> float:
    """How much more silence tells about this thing than about others: a dog is seldom missed, a fork often."""
    return log(_bounded(calibration.overall.miss(0.5)) / miss_rate(calibration, thing, None))


def _worth(miss: float, false_alarm: float, heard: Heard) -> float:
    return log(false_alarm / (1 - miss)) if heard.named else log((1 - false_alarm) / miss)


def miss_rate(calibration: Calibration, thing: str, stratum: str | None) -> float:
    """How often the witness does not name the thing when it is there; by stratum if that is known."""
    overall = calibration.overall.miss(0.5)
    by_class = calibration.classes.get(thing, Outcomes()).miss(overall)
    if stratum is None or stratum not in calibration.strata:
        return _bounded(by_class)
    by_stratum = calibration.strata[stratum].miss(overall)
    return _bounded(1 / (1 + exp(-(_logit(by_class) + _logit(by_stratum) - _logit(overall)))))


def probability(log_odds: float) -> float:
    """The probability that corresponds to log odds."""
    return 1 / (1 + exp(-log_odds)) if log_odds > 0 else exp(log_odds) / (1 + exp(log_odds))


def exceeding(counts: Outcomes, before: tuple[float, float]) -> float:
    """Of the claims that a witness contradicts by another value, the share that is wrong.

    `before` is the starting point from a wider group: how many contradicted claims were wrong, and how many there were.
    """
    caught = counts.absent - counts.invented
    return (caught + before[0]) / (caught + counts.missed + before[1])


def _false_alarm(calibration: Calibration, thing: str) -> float:
    overall = calibration.overall.false_alarm(0.5)
    return _bounded(calibration.classes.get(thing, Outcomes()).false_alarm(overall))


def _neighbourly(near: Outcomes, neighbour: bool) -> float:
    """What a named neighbour, or none, adds to the log odds; 0 if that was not counted."""
    if not near.present or not near.absent:
        return 0.0
    there, not_there = _bounded(1 - near.miss(0.5)), _bounded(near.false_alarm(0.5))
    return log(not_there / there) if neighbour else log((1 - not_there) / (1 - there))


def _bounded(rate: float) -> float:
    return min(max(rate, _LEAST), 1 - _LEAST)


def _logit(rate: float) -> float:
    rate = _bounded(rate)
    return log(rate / (1 - rate))
