"""One photo of a group: whether it stays, why, and what was measured of it."""

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
"""Reasons of a photo that no other one of its moment outdoes."""


_PICTURE = 110
"""Pixels of height that a photo has at least, before its reason gives way to it."""


def standing(member: Member) -> str:
    """Whether it stays, in words: what a person said, else what is suggested."""
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
    """The same in a word."""
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
    """A picture; below it how it stands, its name, the reason, and measures where they are wanted."""

    def __init__(self, previews: Pictures, originals: Pictures) -> None:
        super().__init__(previews, originals)
        self.standing, self.reason, self.measures = QLabel(), QLabel(), QLabel()
        self.name = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)  # files are told apart by their ends
        self.name.setProperty("role", "head")
        self.measures.setProperty("role", "small")
        for label in self.labels():
            label.setMinimumWidth(1)
            label.setWordWrap(label is not self.name)
            label.setContentsMargins(8, 2, 8, 2)
            self.column.addWidget(label)

    def show_photo(self, session: Session, member: Member, known: Sequence[Measure]) -> None:
        """Show one of the group, its picture fitted."""
        row = session.snapshot.row(member.place)
        preview = session.review_set.renditions / row["picture"] if row["picture"] else None
        self.picture.show_photo(preview, Path(row["source_path"]), row["width"], row["item_id"])
        self.name.setText(Path(row["source_path"]).name)
        self.picture.setAccessibleName(self.name.text())
        self.describe(member, known)

    def labels(self) -> tuple[QLabel, ...]:
        """The lines below the picture, from above."""
        return self.standing, self.name, self.reason, self.measures

    def describe(self, member: Member, known: Sequence[Measure]) -> None:
        """Say again how it stands."""
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
    """Frames of a group; where text is large and the window small, photos come before what is said of them."""

    def __init__(self, previews: Pictures, originals: Pictures) -> None:
        super().__init__([PickFrame(previews, originals) for _ in range(MOST)])

    def level(self) -> int:
        """The same as everywhere; the photo comes before its reason, and before how it stands."""
        high = super().level()
        left = self.height() - high
        for frame in self.frames:
            frame.reason.setVisible(left >= _PICTURE)
            frame.standing.setVisible(left + frame.reason.minimumHeight() >= _PICTURE)
        return high
