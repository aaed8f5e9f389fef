"""One photo of a group: whether it stays, why, and what was measured of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QResizeEvent
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


def _high(label: QLabel) -> int:
    """The height that a label needs at its width; a hidden one that has no text needs none."""
    if not label.text():
        return 0
    return label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()


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
    """Frames whose lines of text take the same room, so that pictures of one size are shown at one size."""

    def __init__(self, previews: Pictures, originals: Pictures) -> None:
        super().__init__([PickFrame(previews, originals) for _ in range(MOST)])

    def level(self) -> None:
        """Give each line the height that it needs in the frame where it needs most."""
        shown = [frame for frame in self.frames if not frame.isHidden()]
        heights = []
        for labels in zip(*(frame.labels() for frame in shown), strict=True):
            heights.append(max(_high(label) for label in labels))
            for label in labels:
                label.setMinimumHeight(heights[-1])
        if shown:
            self._make_room(shown, self.height() - sum(heights), reason=heights[2])

    def _make_room(self, shown: Sequence[PickFrame], left: int, reason: int) -> None:
        """Large text in a small window: the photo comes before its reason, and before how it stands."""
        for frame in shown:
            frame.reason.setVisible(left >= _PICTURE)
            frame.standing.setVisible(left + reason >= _PICTURE)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self.level)
