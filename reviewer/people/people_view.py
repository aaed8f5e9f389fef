"""The widgets of the people page: groups, the faces of one with their photos, or questions; the panel beside them."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from reviewer.people.person_panel import PersonPanel
from reviewer.people.photo_pane import PhotoPane
from reviewer.people.question_view import QuestionView
from reviewer.people.split_bar import SplitBar
from reviewer.people.tile import Tile
from reviewer.people.tile_list import TileList
from reviewer.people.tile_model import TileModel
from reviewer.widgets import theme
from reviewer.widgets.page_stack import PageStack
from reviewer.widgets.thumbnails import THUMBNAIL_BYTES, Pictures
from runner.review.language import moment, translate
from runner.review.people.board import Board
from runner.review.people.desk import PeopleDesk
from runner.review.people.photos import Photos
from runner.review.people.wording import state

_WIDE = 340
"""From this width beside the panel on, the line about the groups fits between the buttons; at the normal text size."""

VIEWS = ("groups", "group", "questions")


class PeopleView(QWidget):
    """Holds the widgets and fills the tiles. Decides nothing."""

    def __init__(self, desk: PeopleDesk) -> None:
        super().__init__()
        self.desk = desk
        self.photos: Photos | None = None  # None until they have been read
        self.parts: dict[str, int] = {}  # the part of each face in the previewed split
        self.crops = Pictures(THUMBNAIL_BYTES, None, parent=self)
        self.groups = TileList(TileModel(self._group), self.crops, translate("people", "Groups"))
        self.faces = TileList(TileModel(self._face), self.crops, translate("people", "Faces of the group"))
        self.photo, self.split, self.question = PhotoPane(), SplitBar(), QuestionView(self.crops)
        self.panel, self.head, self.body = PersonPanel(), QLabel(), PageStack()
        self.ask, self.back = QPushButton(), QPushButton()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.groups.allow_drops()
        self.head.setWordWrap(True)
        self._build()

    def view(self) -> str:
        """The view that is shown: one of `VIEWS`."""
        return VIEWS[self.body.currentIndex()]

    def look(self, view: str) -> None:
        """Show one of the `VIEWS`, and give it the keyboard focus."""
        self.body.setCurrentIndex(VIEWS.index(view))
        self.panel.setVisible(view != "questions")
        self.back.setVisible(view != "groups")
        self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard focus to the view that is shown."""
        shown: dict[str, QWidget] = {"groups": self.groups, "group": self.faces}
        shown.get(self.view(), self.question).setFocus()

    def show_head(self, board: Board) -> None:
        """Show how many groups there are, with and without a name."""
        if not board.cards:
            self.head.setText(translate("people", "No faces were found."))
            return
        people = translate("people", "%Ln with a name", "", len(board.named))
        rest = translate("people", "%Ln group(s) without a name", "", len(board.unnamed))
        said = f"{people}  ·  {rest}"
        if board.aside:
            said += f"  ·  {translate('people', '%Ln set aside', '', len(board.aside))}"
        self.head.setText(said)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Put the buttons and the line about the groups side by side if there is room, otherwise in a column."""
        super().resizeEvent(event)
        is_wide = self.width() - self.panel.sizeHint().width() >= theme.scaled(_WIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def show_photo(self, face: str | None) -> None:
        """Show the photo that a face is in."""
        if face is not None and self.photos is not None:
            card = self.desk.board.cards.get(int(self.desk.grouping.group[self.desk.grouping.position[face]]))
            name = (card.name or state(card.state)) if card else ""
            self.photo.show_face(face, name, self.photos.get(face.partition("-")[0]))

    def is_quiet(self) -> bool:
        """True if all requested pictures are shown and no preview of a split is due."""
        return not self.crops.is_busy() and self.photo.is_quiet() and not self.split.is_waiting()

    def stop(self) -> None:
        """Stop decoding pictures."""
        self.crops.stop()
        self.photo.stop()

    def _group(self, number: int) -> Tile:
        card = self.desk.board.cards.get(number)
        if card is None:  # a change has just removed it, and the list is about to be updated
            return Tile(None, "", "", strong=False)
        faces = translate("people", "%Ln face(s)", "", card.faces)
        crop = self.desk.session.crop(card.cover)
        return Tile(str(crop) if crop else None, card.name or state(card.state), faces, strong=bool(card.name))

    def _face(self, face: str) -> Tile:
        photo = self.photos.get(face.partition("-")[0]) if self.photos else None
        taken = photo.taken if photo else None
        crop = self.desk.session.crop(face)
        about = moment(taken) if taken else ""
        name = photo.path.name if photo else ""
        return Tile(str(crop) if crop else None, name, about, strong=False, part=self.parts.get(face))

    def _build(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setHandleWidth(1)
        for widget in (self.faces, self.photo):
            both.addWidget(widget)
            both.setStretchFactor(both.count() - 1, 1)
        both.setSizes([540, 460])
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(both, 1)
        column.addWidget(self.split)
        for page in (self.groups, group, self.question):
            self.body.addWidget(page)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(12)
        for each, stretch in ((self.back, 0), (self.head, 1), (self.ask, 0)):
            self._row.addWidget(each, stretch)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(self.body, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left, 1)
        layout.addWidget(self.panel)
