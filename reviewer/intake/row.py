"""One row of the intake as it is shown: what a person plans, and what a scan of the folder found."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from PyQt6.QtGui import QImage, QPixmap

from runner.composition.proposed import Proposal
from runner.intake.planned import PlannedSet
from runner.intake.problems import Problems
from runner.intake.told import Listed, Picture, Problem, Survey, Told
from runner.messages import Message

_numbers = itertools.count(1)


@dataclass(eq=False)
class Row:
    """Changes while the folder is scanned. Compared by identity, so a row stays the same if its set is renamed."""

    planned: PlannedSet
    number: int = field(default_factory=lambda: next(_numbers))
    looking: Literal["", "waiting", "listing", "recognising"] = ""
    listed: int = 0  # photos found so far
    survey: Survey | None = None
    proposal: Proposal | None = None
    pictures: list[QPixmap] = field(default_factory=list)
    trouble: str = ""  # why the folder could not be scanned
    unrecognised: str = ""  # why recognition failed
    problems: Problems = field(default_factory=dict)
    shared: Sequence[Message] = ()  # about other sets that contain the same photos; does not prevent a start
    touched: set[str] = field(default_factory=set)  # fields that the person has changed: no proposal overwrites them
    to_split: bool = False  # split it by subject as soon as all photos have been looked at

    def forget_look(self) -> None:
        """Clear the results of the scan, because the folder is scanned again."""
        self.listed, self.survey, self.proposal, self.pictures = 0, None, None, []
        self.trouble = self.unrecognised = ""

    def take(self, told: Told) -> None:
        """Store what a message from the scan says."""
        match told:
            case Listed(photos):
                self.listed = photos
            case Picture(_, jpeg):
                image = QImage.fromData(jpeg)
                if not image.isNull():
                    self.pictures.append(QPixmap.fromImage(image))
            case Survey():
                self.survey, self.looking = told, "recognising"
            case Proposal():
                self.proposal = told
            case Problem(said, fatal):
                self.trouble, self.unrecognised = (said, "") if fatal else (self.trouble, said)

    def can_start(self) -> bool:
        """True if no problem is known: no conflicting texts, no failed scan, no empty folder."""
        is_empty = self.survey is not None and self.survey.photos == 0
        return not self.planned.others and not self.problems and not self.trouble and not is_empty
