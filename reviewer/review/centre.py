"""The large part of the window: overview, grid, one photo with its film strip, photos side by side, map or calendar."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QItemSelectionModel, QSize, pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from reviewer.review.calendar_page import CalendarPage
from reviewer.review.compare import Compare
from reviewer.review.map_page import MapPage
from reviewer.review.overview import Overview
from reviewer.review.photo_card import LARGEST
from reviewer.review.photo_list import Grid, Strip
from reviewer.review.photo_model import PhotoModel
from reviewer.review.tile_titles import Title
from reviewer.widgets.page_stack import PageStack
from reviewer.widgets.picture import PictureView
from reviewer.widgets.scrolling import scrolling
from reviewer.widgets.side_by_side import MOST
from reviewer.widgets.thumbnails import THUMBNAIL_BYTES, Pictures
from runner.imaging.tones import Tones
from runner.review.grouping import Found
from runner.review.session import Session
from runner.text.claims.shown import Account

VIEWS = ("overview", "grid", "photo", "compare", "map", "calendar")
_PREVIEW_BYTES = 36 * 2**20
_ORIGINAL_BYTES = 130 * 2**20


class Centre(PageStack):
    """Six views of the same photos with the same selection."""

    moved = pyqtSignal(object)  # place of the current photo, or None
    wanted = pyqtSignal(str)  # a filter

    def __init__(self, session: Session, ratio: float) -> None:
        super().__init__()
        self._session = session
        self.found = Found([])
        self._collapsed: set[str | None] = set()  # values of the groups whose photos are hidden
        self._account: tuple[int | None, Account] = (None, Account())  # place of the photo, and its account
        self._tones: tuple[int | None, Tones | None] = (None, None)  # place of the photo, and its tones
        self.model = PhotoModel(session, self)
        self.thumbnails = Pictures(THUMBNAIL_BYTES, QSize(LARGEST * ratio), parent=self)
        self.previews = Pictures(_PREVIEW_BYTES, None, 1, self)
        self.originals = Pictures(_ORIGINAL_BYTES, None, 1, self)
        self.overview = Overview(self.thumbnails)
        self.grid, self.strip = Grid(self.model, self.thumbnails), Strip(self.model, self.thumbnails)
        self.picture = PictureView(self.previews, self.originals)
        self.compare = Compare(session, self.previews, self.originals)
        self.map, self.calendar = MapPage(), CalendarPage()
        for page in (self.overview, self.grid, self._photo_page(), self.compare, self.map, self._year()):
            self.addWidget(page)
        self.strip.setSelectionModel(self.grid.selectionModel())
        self.selection().currentChanged.connect(lambda current, _was: self._moved(self.model.place(current)))
        self.grid.doubleClicked.connect(lambda _index: self.look("photo"))
        self.compare.chosen.connect(self._moved)
        self.overview.wanted.connect(self.wanted)

    def _year(self) -> QWidget:
        """The calendar in an area that scrolls if large text leaves no room for twelve months."""
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.calendar)
        area = scrolling(layout)
        self.calendar.pointed.connect(lambda day: area.ensureVisible(int(day.center().x()), int(day.center().y())))
        return area

    def _photo_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.strip)
        self.picture.setFocusProxy(self.strip)
        return page

    def selection(self) -> QItemSelectionModel:
        """The selection model that grid and strip share."""
        chosen = self.grid.selectionModel()
        assert chosen is not None
        return chosen

    def view(self) -> str:
        """The view that is shown: one of `VIEWS`."""
        return VIEWS[self.currentIndex()]

    def look(self, view: str) -> None:
        """Show one of the `VIEWS`, and give it the keyboard focus."""
        self.show_view(view)
        self.take_focus()

    def show_view(self, view: str) -> None:
        """Show one of the `VIEWS`; the keyboard focus stays where it is."""
        if view == "compare":
            self.compare.show_places(self._session, self._to_compare(), self.current())
        self.setCurrentIndex(VIEWS.index(view))
        self._fill()
        if view == "photo":
            self._show_picture(self.current())
            self.strip.centre()

    def take_focus(self) -> None:
        """Give the keyboard focus to the view that is shown."""
        pages = {"overview": self.overview.list, "grid": self.grid, "photo": self.strip, "compare": self.compare}
        {**pages, "map": self.map, "calendar": self.calendar}[self.view()].setFocus()

    def _fill(self) -> None:
        """Update the current page if its content is computed; the others are painted from the model."""
        if self.view() == "overview":
            self.overview.show_session(self._session)
        elif self.view() == "map":
            self.map.show_places(self._session.snapshot, self.found.places)
        elif self.view() == "calendar":
            self.calendar.show_places(self._session.snapshot, self.found.places)

    def show_session(self, session: Session) -> None:
        """Show another session; the photos come with `show_places`."""
        self._session = session
        self.model.show_session(session)

    def show_found(self, found: Found) -> None:
        """Show the photos of a filter; the current one stays current if it is among them."""
        if found == self.found and self.model.rowCount():
            return  # the selection stays as it is
        self.found = found
        self._collapsed &= {group.value for group in found.groups}
        self._show(self.current())
        if self.view() in ("map", "calendar"):
            self._fill()

    def _show(self, current: int | None) -> None:
        """Show the photos without those of collapsed groups."""
        groups, collapsed = self.found.groups, self._collapsed
        places = self.found.places
        if collapsed:
            places = [place for group in groups if group.value not in collapsed for place in group.places]
        self.model.show_places(places)
        self.grid.show_groups([Title(each.title, len(each.places), each.value in collapsed) for each in groups])
        index = self.model.index_of(current)
        self.go_to(self.model.place(index if index.isValid() else self.model.index(0)) if places else None)

    def collapsed(self) -> set[str | None]:
        """The values of the collapsed groups, whose photos are hidden."""
        return self._collapsed

    def collapse(self, values: set[str | None]) -> None:
        """Collapse these groups, which hides their photos, and no others."""
        self._collapsed = values
        self._show(self.current())

    def current(self) -> int | None:
        """The place of the current photo; None if there is none."""
        return self.model.place(self.selection().currentIndex())

    def chosen(self) -> list[int]:
        """The photos that a decision applies to: those selected, in order; side by side, only the current one."""
        current = self.current()
        places = self.selected()
        if self.view() == "compare" or len(places) < 2:
            return [] if current is None else [current]
        return places

    def selected(self) -> list[int]:
        """All selected photos in order. Reads ranges instead of single photos: 50,000 photos may be one range."""
        selection = self.selection().selection()
        chosen = [selection[at] for at in range(len(selection))]
        ranges = sorted((each.top(), each.bottom()) for each in chosen)
        places = self.model.places()
        return [place for top, bottom in ranges for place in places[top : bottom + 1]]

    def go_to(self, place: int | None) -> None:
        """Make a photo current; None clears the selection."""
        index = self.model.index_of(place)
        if not index.isValid():
            self.selection().clear()
            self._moved(None)
            return
        self.selection().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for each in self.lists():
            each.begin_at(index.row())
        for shown in (self.grid, self.strip):
            if shown.isVisible():
                shown.scrollTo(index)

    def step(self, by: int) -> None:
        """Go this many photos on."""
        if self.view() == "compare":
            self.compare.step(by)
            return
        index = self.selection().currentIndex()
        target = self.model.index(min(max(index.row() + by, 0), self.model.rowCount() - 1))
        self.go_to(self.model.place(target))

    def touch(self, places: list[int]) -> None:
        """Show these photos again, because they have changed."""
        self.model.touch(places)
        if self.view() == "compare":
            self.compare.refresh()

    def show_account(self, place: int, account: Account) -> None:
        """Draw over a photo where its witnesses saw something, as long as it is shown."""
        self._account = (place, account)
        if place == self.current():
            self.picture.seen.show_seen(account.seen)

    def show_tones(self, place: int, tones: Tones) -> None:
        """Draw over a photo where it is clipped, if that is switched on."""
        self._tones = (place, tones)
        if place == self.current():
            self.picture.clipped.show_tones(tones)

    def close_view(self) -> PictureView:
        """The picture that zoom and pan apply to."""
        return self.compare.picture() if self.view() == "compare" else self.picture

    def is_quiet(self) -> bool:
        """True if all requested pictures have been decoded and no page is being computed."""
        decoding = any(pictures.is_busy() for pictures in (self.thumbnails, self.previews, self.originals))
        return not decoding and self.overview.is_quiet() and self.map.is_quiet()

    def stop(self) -> None:
        """Stop computing pages and decoding pictures."""
        self.overview.stop()
        self.map.stop()
        for pictures in (self.thumbnails, self.previews, self.originals):
            pictures.stop()

    def repaint_all(self) -> None:
        """Paint everything again, for example after a change of theme."""
        for shown in (self.grid, self.strip):
            viewport = shown.viewport()
            if viewport is not None:
                viewport.update()
        self.map.repaint_all()
        if self.view() == "overview":
            self.overview.show_session(self._session)

    def lists(self) -> tuple[Grid, Strip]:
        """Grid and strip."""
        return self.grid, self.strip

    def _moved(self, place: int | None) -> None:
        if self.view() == "compare" and place is not None:
            index = self.model.index_of(place)
            self.selection().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if self.view() == "photo":
            self._show_picture(place)
            self.strip.centre()
        self.moved.emit(place)

    def _show_picture(self, place: int | None) -> None:
        if place is None:
            return
        row = self._session.snapshot.row(place)
        preview = self._session.review_set.renditions / row["picture"] if row["picture"] else None
        self.picture.show_photo(preview, Path(row["source_path"]), row["width"], row["item_id"])
        if self._account[0] == place:
            self.picture.seen.show_seen(self._account[1].seen)
        if self._tones[0] == place:
            self.picture.clipped.show_tones(self._tones[1])
        self._look_ahead(place)

    def _look_ahead(self, place: int) -> None:
        """Decode the previews of the next photos while a person looks at this one."""
        row = self.model.index_of(place).row()
        pictures = self._session.snapshot.photos.table["picture"]
        for near in self.model.places()[row + 1 : row + 3]:
            if pictures[near]:
                self.previews.get(str(self._session.review_set.renditions / pictures[near]))

    def _to_compare(self) -> list[int]:
        """The selected photos; otherwise those of the series around the current one; otherwise that and the next."""
        selected, current = self.selected(), self.current()
        if len(selected) > 1:
            return selected[:MOST]
        if current is None:
            return []
        series = self._session.snapshot.series(current)
        start = max(0, min(series.index(current) - 1, len(series) - MOST))
        near = series[start : start + MOST]
        row = self.model.index_of(current).row()
        return near if len(near) > 1 else self.model.places()[row : row + 2]
