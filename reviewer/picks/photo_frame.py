"""One photo of a group: whether it is kept, why, and what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel

from reviewer.widgets.breakable import breakable
from reviewer.widgets.elided_label import ElidedLabel
from reviewer.widgets.side_by_side import MOST, PhotoFrame, SideBySide
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate, worded
from runner.review.picks.desk import Member
from runner.review.picks.measures import Measure
from runner.review.session import Session

_BEST = ("drop.full", "drop.per_hour", "drop.per_person", "drop.per_event")
"""Reasons not to pick a photo although it is the best of its moment."""


_PICTURE = 110
"""The reason is hidden if it would leave less than this height in pixels for the photo."""


def standing(member: Member) -> str:
    """Whether the photo is kept, in words: what a person decided, otherwise what is suggested."""
    if member.flag:
        return translate("picks_frame", "✓ Picked") if member.flag == "pick" else translate("picks_frame", "✗ Rejected")
    if member.suggested == "drop" and member.because.id in _BEST:
        return translate("picks_frame", "Best of the group, not among the picks")
    words = {
        "keep": translate("picks_frame", "★ Suggested pick"),
        "whole": translate("picks_frame", "Kept whole"),
        "drop": translate("picks_frame", "Not suggested"),
    }
    return words[member.suggested]


def short_standing(member: Member) -> str:
    """The same in a word or two; empty for a photo that is not suggested."""
    if member.flag:
        return translate("picks_frame", "✓ Picked") if member.flag == "pick" else translate("picks_frame", "✗ Rejected")
    if member.suggested == "drop":
        return translate("picks_frame", "Best") if member.because.id in _BEST else ""
    words = {"keep": translate("picks_frame", "★ Suggested"), "whole": translate("picks_frame", "Kept whole")}
    return words[member.suggested]


def _role(member: Member) -> str:
    if member.flag == "reject":
        return "error"
    return "good" if member.kept and member.suggested != "whole" else "small"


class PickFrame(PhotoFrame):
    """A picture; below it whether it is kept, its name, the reason, and the measures if they are shown."""

    def __init__(self, previews: Pictures, originals: Pictures) -> None:
        super().__init__(previews, originals)
        self.standing, self.reason, self.measures = QLabel(), QLabel(), QLabel()
        self.name = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)  # file names differ at their ends
        self.name.setProperty("role", "head")
        self.measures.setProperty("role", "small")
        for label in self.labels():
            label.setMinimumWidth(1)
            label.setWordWrap(label is not self.name)
            label.setContentsMargins(8, 2, 8, 2)
            self.column.addWidget(label)

    def show_photo(self, session: Session, member: Member, known: Sequence[Measure]) -> None:
        """Show a photo of the group, fitted into the frame."""
        row = session.snapshot.row(member.place)
        preview = session.review_set.renditions / row["picture"] if row["picture"] else None
        self.picture.show_photo(preview, Path(row["source_path"]), row["width"], row["item_id"])
        self.name.setText(Path(row["source_path"]).name)
        self.picture.setAccessibleName(self.name.text())
        self.describe(member, known)

    def labels(self) -> tuple[QLabel, ...]:
        """The labels below the picture, from top to bottom."""
        return self.standing, self.name, self.reason, self.measures

    def describe(self, member: Member, known: Sequence[Measure]) -> None:
        """Update the texts below the picture."""
        self.standing.setText(standing(member))
        self.standing.setProperty("role", _role(member))
        style = self.standing.style()
        if style is not None:
            style.polish(self.standing)
        self.reason.setText(breakable(worded(member.because)))
        self.picture.setToolTip(worded(member.because))
        self.measures.setText("\n".join(f"{each.name}: {each.said}" for each in known))
        self.measures.setToolTip(self.measures.text())


class PickFrames(SideBySide[PickFrame]):
    """The frames of a group. If the text is large and the window small, photos take precedence over their texts."""

    def __init__(self, previews: Pictures, originals: Pictures) -> None:
        super().__init__([PickFrame(previews, originals) for _ in range(MOST)])

    def level(self) -> int:
        """As in the base class; then hides the reason, and next the state, if too little is left for the photo."""
        high = super().level()
        left = self.height() - high
        for frame in self.frames:
            frame.reason.setVisible(left >= _PICTURE)
            frame.standing.setVisible(left + frame.reason.minimumHeight() >= _PICTURE)
        return high
