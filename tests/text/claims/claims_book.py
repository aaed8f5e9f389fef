"""Calibrations for tests, with counts that make calculations easy."""

from __future__ import annotations

from runner.facts import Fact, Region
from runner.text.claims.calibration import Calibration, Errors, Outcomes, Writer

CLASSES = ("person", "dog", "boat", "bicycle", "car")
GOOD = Outcomes(present=1000, missed=20, absent=1000, invented=10)
FAIR = Outcomes(present=1000, missed=60, absent=1000, invented=60)

DETECTOR = Calibration(
    "detector",
    "boxes",
    "made for tests",
    GOOD,
    dict.fromkeys(CLASSES, GOOD),
    counts=Outcomes(present=500, missed=2, absent=100, invented=40),
)
SECOND = Calibration("second", "text", "made for tests", FAIR, dict.fromkeys(CLASSES, FAIR))
WRITER = Calibration(
    "captioner", "text", "made for tests", FAIR, dict.fromkeys(CLASSES, FAIR), writer=Writer(Errors(1000, 60))
)
BOOK = {each.witness: each for each in (DETECTOR, SECOND, WRITER)}


def box(value: str, side: float = 0.4, witness: str = "detector") -> Fact:
    """A thing that a detector sees, as a square with this share of the picture as its side."""
    return Fact(witness, "object", value, 0.9, Region(0.1, 0.1, 0.1 + side, 0.1 + side))
