"""Words of texts as the program weighs them: its own rules and shipped calibrations, nothing fitted here."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from witness_data import CONF, Material, Seen, Text, class_of

from runner.facts import GLIMPSE, TRACE, Fact
from runner.text.claims.calibration import Calibration, load
from runner.text.claims.evidence import DESCRIPTION
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.verdict import CAPTIONER
from runner.text.claims.weighing import weigh

SUPPORT = 0.5  # as in conf/detector: from this score on a box supports a text that names the thing
NAMED = 0.3
"""Score from which detectors keep a box, and calibrations count a class as named."""
TRACED = 0.06  # as in conf/detector
LIMITS = (0.5, 0.7, 0.8, 0.9, 0.95)
SHARES = (0.01, 0.03)


def as_shipped(material: Material, seen: Mapping[str, Seen]) -> dict[str, object] | None:
    """What is caught beside the longest text of another family, with and without what silence means.

    `seen` by detector, all of which look. By limit of the probability, and at the shares of true words; None where a
    detector has no shipped calibration.
    """
    paths = {name: CONF / f"witness/{name}.yaml" for name in seen}
    if not all(path.is_file() for path in paths.values()):
        return None
    own, captioner = {name: load(path) for name, path in paths.items()}, load(CONF / "witness/captioner.yaml")
    began = time.process_time()
    found = {
        name: _figures([*_weighed(material, seen, own, book)])
        for name, book in (("odds added up", replace(captioner, silence=None)), ("with silence", captioner))
    }
    return {**found, "ms a text": round(500 * (time.process_time() - began) / len(material.texts), 2)}


def _weighed(
    material: Material, seen: Mapping[str, Seen], detectors: Mapping[str, Calibration], captioner: Calibration
) -> Iterator[tuple[float, bool]]:
    """Each class that a text names, with the probability that it is wrong, and whether it is."""
    beside: Mapping[int, list[Text]] = defaultdict(list)
    for text in material.texts:
        beside[text.photo].append(text)
    book = {**detectors, "second": captioner, CAPTIONER: captioner}
    for text in material.texts:
        others = [each for each in beside[text.photo] if each.family != text.family]
        other = max(others, key=lambda each: len(each.caption), default=None)
        if other is not None:
            shown = [
                Fact(witness, _kind(each.score), each.name, each.score, each.region)
                for witness, boxes in seen.items()
                for each in boxes[text.photo]
                if each.score >= TRACED
            ]
            said = (*facts_of_text("second", other.caption), Fact("second", DESCRIPTION, other.caption))
            weighed = weigh(read(text.caption), (*shown, *said), (*seen, "second"), book, writer="writer")
            risks = {
                name: each.probability
                for each in reversed(weighed)
                if each.claim.kind == "object" and each.claim.mode == "seen" and (name := class_of(each.claim.value))
            }
            yield from ((risk, text.wrong[name]) for name, risk in risks.items() if risk and name in text.wrong)


def _kind(score: float) -> str:
    if score >= NAMED:
        return "object" if score >= SUPPORT else GLIMPSE
    return TRACE


def _figures(words: list[tuple[float, bool]]) -> dict[str, object]:
    risk, wrong = np.array([each[0] for each in words]), np.array([each[1] for each in words])
    order = np.argsort(-risk, kind="stable")
    false, right = np.cumsum(~wrong[order]), np.cumsum(wrong[order])
    at_shares = [int(np.searchsorted(false, share * (~wrong).sum(), side="right")) - 1 for share in SHARES]
    return {
        **{f"at {limit}": _rates(risk >= limit, wrong) for limit in LIMITS},
        **{
            f"at {share:.0%} of true words": [round(right[at] / wrong.sum(), 3), round(right[at] / (at + 1), 3)]
            for share, at in zip(SHARES, at_shares, strict=True)
        },
        "words": [len(words), int(wrong.sum())],
    }


def _rates(flagged: np.ndarray, wrong: np.ndarray) -> list[float | None]:
    """Caught, true words flagged, precision."""
    precision = round(float(wrong[flagged].mean()), 3) if flagged.any() else None
    return [round(float(flagged[wrong].mean()), 3), round(float(flagged[~wrong].mean()), 4), precision]
