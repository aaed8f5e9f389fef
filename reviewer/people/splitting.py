"""Splits the open group by time or similarity: previews the parts while the slider moves, then records the split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from reviewer.people.split_bar import By
from runner.review.language import translate
from runner.review.people import parting

if TYPE_CHECKING:
    from reviewer.people.people_page import PeoplePage


class Splitting(QObject):
    """The split that is being previewed."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page, self._bar = page, page.shown.split
        self._parts: parting.Parts = []
        self._bar.moved.connect(self._look)
        self._bar.accepted.connect(self._accept)
        self._bar.left.connect(self.leave)

    def begin(self, by: By) -> None:
        """Show the slider; nothing is changed yet."""
        if by == "time" and self._page.shown.photos is None:
            self._page.say(translate("split", "The photos' capture times are still being read."))
            return
        self._bar.begin(by, self._page.grouping.thresholds.accept)

    def leave(self) -> None:
        """Discard the preview and hide the slider."""
        self._parts, self._page.shown.parts = [], {}
        self._bar.hide()
        self._page.shown.take_focus()
        self._page.refresh()

    def _look(self) -> None:
        """Compute the parts in the background and show them."""
        page, cosine, hours, by = self._page, self._bar.cosine, self._bar.hours, self._bar.by
        number, photos = page.number(page.opened), page.shown.photos
        if number is None:
            return

        def parts() -> parting.Parts:
            if by == "time":
                return parting.by_time(page.grouping, number, photos.taken if photos else {}, hours)
            return parting.by_similarity(page.grouping, page.desk.session.library, number, cosine)

        page.previews.submit(parts, self._show)

    def _show(self, parts: parting.Parts) -> None:
        """Show the faces part by part, each with the number of its part."""
        if not self._bar.isVisible():
            return
        self._parts = parts
        self._page.shown.parts = {face: at for at, part in enumerate(parts) for face in part} if len(parts) > 1 else {}
        self._page.shown.faces.show_all([face for part in parts for face in part], None)
        self._bar.show_parts(parts)

    def _accept(self) -> None:
        parts, page = self._parts, self._page
        if len(parts) < 2:
            return
        said = translate("split", "Split into %Ln part(s)", "", len(parts))
        page.change(lambda: parting.words(page.grouping, parts), said, parts[0][0])
        self.leave()
