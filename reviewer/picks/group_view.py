"""One group: its photos side by side, the best first, and below them a row of all its photos, or their faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QSize, QTimer, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.picks.faces_table import FacesTable
from reviewer.picks.photo_frame import PickFrames, short_standing
from reviewer.picks.photo_strip import PhotoStrip
from reviewer.widgets.flow import Flow
from reviewer.widgets.thumbnails import THUMBNAIL_BYTES, Pictures
from runner.review.language import translate, worded
from runner.review.picks.desk import Group, Member
from runner.review.picks.faces import FacesOfRun
from runner.review.picks.measures import Measure
from runner.review.session import Session
from runner.review.wording import capital

_PREVIEW_BYTES, _ORIGINAL_BYTES = 96 * 2**20, 400 * 2**20
_FACE = QSize(168, 168)
_PHOTOS = 220
"""The row of all photos is shown if this height in pixels is left for the photos side by side; the advice, if half."""

BUTTONS = ("keep_photo", "swap_photo", "keep_both", "reject_group", "reopen_group")


class GroupView(QWidget):
    """Shows a group. `current` is the position in the group of the photo that actions apply to."""

    pointed = pyqtSignal()  # another photo has become current

    def __init__(self, session: Session, faces: FacesOfRun, thumbnails: Pictures) -> None:
        super().__init__()
        self._session, self._faces = session, faces
        self.previews = Pictures(_PREVIEW_BYTES, None, 2, self)
        self.originals = Pictures(_ORIGINAL_BYTES, None, 1, self)
        self.crops = Pictures(THUMBNAIL_BYTES, _FACE, 1, self)
        self.title, self.about = QLabel(), QLabel()
        self.photos = PickFrames(self.previews, self.originals)
        self.strip, self.faces = PhotoStrip(thumbnails), FacesTable(self.crops)
        self.buttons = {name: QPushButton() for name in BUTTONS}
        self._row = Flow()
        self.current, self.beside = 0, 2
        self.group: Group | None = None
        self._order: list[str] = []
        self._measures: Mapping[str, Sequence[Measure]] = {}
        self._build()
        self.photos.pointed.connect(self._pointed_at_frame)
        self.strip.pointed.connect(self.point)
        self.faces.pointed.connect(self.point)

    def show_group(self, group: Group, measures: Mapping[str, Sequence[Measure]]) -> None:
        """Show a group with its best photo current. If it is shown already, its photos keep their order."""
        same = self.group is not None and self.group.moment == group.moment
        self._measures = measures
        if not same:
            self._order, self.current = [member.item_id for member in group.members], 0
        self.group = group
        members = self.members()
        self.title.setText(self._titled(group))
        self.about.setText(self._about(group))
        if same:
            self.strip.describe(self._session, members)
            self._describe()
            return
        self.strip.show_members(self._session, members, 0)
        self._show_faces()
        self._arrange()

    def members(self) -> list[Member]:
        """The photos of the group in display order."""
        if self.group is None:
            return []
        known = {member.item_id: member for member in self.group.members}
        return [known[item] for item in self._order]

    def member(self) -> Member | None:
        """The current photo; None if there is none."""
        members = self.members()
        return members[self.current] if self.current < len(members) else None

    def point(self, at: int) -> None:
        """Make the photo at this position of the group current."""
        if 0 <= at < len(self._order) and at != self.current:
            self.current = at
            self.strip.point(at)
            self._arrange()
            self.pointed.emit()

    def step(self, by: int) -> None:
        """Go this many photos on in the group; stops at either end."""
        self.point(min(max(self.current + by, 0), len(self._order) - 1))

    def show_beside(self, count: int) -> None:
        """Show this many photos side by side, or all if the group has fewer."""
        self.beside = count
        self._arrange(again=True)

    def show_measures(self, wanted: bool) -> None:
        """Show or hide the measures. `show_faces` hides the faces then: both leave too little room for the photos."""
        for frame in self.photos.frames:
            frame.measures.setVisible(wanted)
        QTimer.singleShot(0, self.photos.level)

    def show_faces(self, wanted: bool) -> None:
        """Show the faces of the group instead of its small pictures, if the run found any and no measures are shown."""
        told = self.photos.frames[0].measures.isVisibleTo(self)
        there = wanted and not told and bool(self._faces) and self.faces.rowCount() > 0
        self.faces.setVisible(there)
        self._fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Show or hide the parts that have room at the new height."""
        super().resizeEvent(event)
        self._fit()

    def has_faces(self) -> bool:
        """True if the run looked for faces and found some."""
        return bool(self._faces)

    def is_quiet(self) -> bool:
        """True if no picture is being decoded."""
        return not any(pictures.is_busy() for pictures in (self.previews, self.originals, self.crops))

    def stop(self) -> None:
        """Stop decoding pictures."""
        for pictures in (self.previews, self.originals, self.crops):
            pictures.stop()

    # --- construction ---

    def _build(self) -> None:
        self.title.setProperty("role", "title")
        self.about.setProperty("role", "muted")
        self.photos.setAccessibleName(translate("group_view", "Photos side by side"))
        self.faces.setVisible(False)
        for label in (self.title, self.about):
            label.setWordWrap(True)
        for button in self.buttons.values():
            self._row.addWidget(button)
        self.buttons["keep_photo"].setProperty("role", "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addWidget(self.photos, 3)
        layout.addWidget(self.faces, 1)
        layout.addWidget(self.strip)
        layout.addLayout(self._row)

    def _fit(self) -> None:
        """Hide the row of all photos first, then the advice, if too little is left for the photos side by side."""
        wide, strip = self.width(), self.strip.sizeHint().height()
        left = self.height() - self.title.heightForWidth(wide) - self._row.heightForWidth(wide)
        about = self.about.heightForWidth(wide)
        self.about.setVisible(left - about >= _PHOTOS // 2)
        self.title.setToolTip(self.about.text())
        self.strip.setVisible(self.faces.isHidden() and left - about - strip >= _PHOTOS)

    def _shown(self) -> list[int]:
        """The positions of the photos in the frames: the best one first, then those up to the current one."""
        count = min(self.beside, len(self._order))
        if self.current < count:
            return list(range(count))
        return [0, *range(self.current - count + 2, self.current + 1)] if count > 1 else [self.current]

    def _arrange(self, *, again: bool = False) -> None:
        shown, members = self._shown(), self.members()
        if not shown:
            return
        before = [frame.name.objectName() for frame in self.photos.frames]
        if again or len(shown) != sum(not frame.isHidden() for frame in self.photos.frames):
            self.photos.arrange(len(shown))
        for frame, at, old in zip(self.photos.frames, shown, before, strict=False):
            if old != members[at].item_id:
                frame.name.setObjectName(members[at].item_id)
                frame.show_photo(self._session, members[at], self._measures.get(members[at].item_id, ()))
        self._describe()
        self.photos.blockSignals(True)
        self.photos.choose(shown.index(self.current))
        self.photos.blockSignals(False)

    def _describe(self) -> None:
        members = self.members()
        names = [self._session.review_set.photos["source_path"][each.place].rpartition("/")[2] for each in members]
        signs = [
            short_standing(each).partition(" ")[0] if each.flag or each.suggested == "keep" else "" for each in members
        ]
        self.faces.name_columns([f"{sign} {name}".strip() for sign, name in zip(signs, names, strict=True)])
        self.faces.point(self.current)
        for frame, at in zip(self.photos.frames, self._shown(), strict=False):
            frame.describe(members[at], self._measures.get(members[at].item_id, ()))
        QTimer.singleShot(0, self.photos.level)  # once the layout has set the widths

    def _pointed_at_frame(self, frame: int) -> None:
        shown = self._shown()
        if frame < len(shown) and shown[frame] != self.current:
            self.current = shown[frame]
            self.strip.point(self.current)
            self.pointed.emit()

    def _show_faces(self) -> None:
        lines = self._faces.lines(self._order)
        names = [self._session.review_set.photos["source_path"][m.place].rpartition("/")[2] for m in self.members()]
        self.faces.show_lines(lines, self._order, names)

    def _titled(self, group: Group) -> str:
        kinds = {
            "bracket": translate("group_view", "Bracket of %Ln photo(s)", "", len(group.members)),
            "stack": translate("group_view", "Focus stack of %Ln photo(s)", "", len(group.members)),
            "panorama": translate("group_view", "Panorama of %Ln photo(s)", "", len(group.members)),
            "single": translate("group_view", "One photo"),
        }
        return kinds.get(group.kind) or translate("group_view", "%Ln photo(s) of one moment", "", len(group.members))

    def _about(self, group: Group) -> str:
        if alone := group.without_keeper:
            why = capital(worded(self._session.snapshot.without_keeper[alone[0].item_id]))
            return translate("group_view", "{}. Reopen the group to choose again, or keep another photo.").format(why)
        if group.is_sequence:
            why = capital(worded(group.members[0].because))
            return (
                why if group.is_decided else translate("group_view", "{}. There is nothing to choose from.").format(why)
            )
        if group.is_decided:
            return translate("group_view", "Decided. Reopen it, or keep another photo.")
        return translate("group_view", "The best photo comes first. Keep it or another one; the rest are rejected.")
