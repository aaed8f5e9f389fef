"""The people page: groups of faces become people; every answer is saved at once and can be undone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QTimer
from PyQt6.QtGui import QCloseEvent

from reviewer.people.actions import ACTIONS, OF_PERSON, OF_VIEW
from reviewer.people.asking import Asking
from reviewer.people.commands import commands
from reviewer.people.people_view import PeopleView
from reviewer.widgets.offer_strip import OfferStrip
from reviewer.widgets.operations import Operations
from reviewer.widgets.page import Page
from reviewer.widgets.writing import Writing
from runner.people.grouping import Grouping
from runner.review.language import translate
from runner.review.people.board import Card, best_first, members
from runner.review.people.desk import PeopleDesk
from runner.review.people.photos import Photos
from runner.review.settings import Settings
from runner.store.people import Word

LISTEN_MS = 2000
REGROUP_MS = 1500
"""Milliseconds after the last answer before groups are computed again from all answers."""


_log = logging.getLogger(__name__)


class PeoplePage(Page):
    """Connects what a person sees and does with the desk, which works out the groups."""

    topic = "people"

    def __init__(self, desk: PeopleDesk, runs: Path, own: Settings) -> None:
        super().__init__(own)
        self.desk, self.runs = desk, runs
        self.writing = Writing(self)
        self.thinking = Operations(self)  # slow work that nobody waits for
        self.previews = Operations(self)  # previews of splits
        self.shown = PeopleView(desk)
        self.opened = ""  # a face of the open group
        self.offer = OfferStrip()
        self.offer.watch(self.changes)
        self.setCentralWidget(self.offer.above(self.shown))
        self.setWindowTitle(translate("people", "People"))
        self._regroup_soon = QTimer(self)
        self._regroup_soon.setSingleShot(True)
        self._regroup_soon.setInterval(REGROUP_MS)
        self._regroup_soon.timeout.connect(lambda: self._think(self.desk.regroup))
        self._listening = QTimer(self)
        self._listening.timeout.connect(self._listen)
        self._listening.start(LISTEN_MS)
        self.asking = Asking(desk, self.shown.question, self._answer)
        self.make_actions(ACTIONS, commands(self))
        self.actions_by_name["aside"].setChecked(False)
        self._connect()
        self.look("groups")
        self._think(self.desk.ask)
        self.thinking.submit(lambda: Photos(runs), self._have_photos)

    # --- what is selected ---

    @property
    def grouping(self) -> Grouping:
        """The current assignment of faces to groups and persons."""
        return self.desk.grouping

    def number(self, face: str) -> int | None:
        """The number of the group that a face is in; None if it is in none."""
        place = self.grouping.position.get(face)
        return None if place is None else int(self.grouping.group[place])

    def cards(self) -> list[Card]:
        """The groups that actions apply to: the open one, or those selected."""
        opened = self.shown.view() == "group"
        numbers = [self.number(self.opened)] if opened else list(self.shown.groups.chosen())
        return [card for each in numbers if each is not None and (card := self.desk.board.cards.get(each))]

    def faces(self) -> list[str]:
        """The faces that actions apply to: those selected in the open group, or all faces of the selected groups."""
        if self.shown.view() == "group":
            return list(self.shown.faces.chosen())
        return [face for card in self.cards() for face in members(self.grouping, card.number)]

    def next_unnamed(self) -> str | None:
        """A face of the next group without a name, continuing at the first after the last; None if there is none."""
        taken = {card.number for card in self.cards()}
        order = self.desk.board.unnamed
        behind = [at for at, number in enumerate(order) if number in taken]
        start = behind[-1] + 1 if behind else 0
        found = next((each for each in (*order[start:], *order[:start]) if each not in taken), None)
        return None if found is None else self.desk.board.cards[found].cover

    # --- changes ---

    def change(self, make: Callable[[], Sequence[Word]], said: str, follow: str | None = None) -> None:
        """Record the words that `make` returns, and show the result; `follow` is the face to go to."""
        self.changes.carry_out(lambda: self._say(make), lambda _nothing: self.show_change(said, follow))

    def _answer(self, make: Callable[[], Sequence[Word]], kept: Callable[[], str]) -> None:
        """Record the answer to a question. Once it is saved, `kept` is called for a sentence about it."""
        self.changes.carry_out(lambda: self._say(make), lambda _nothing: self.show_change(kept()))

    def show_change(self, said: str, follow: str | None = None) -> None:
        """Show the result of a change, and compute the groups again after a pause."""
        self.refresh(follow)
        self.say(said)
        self._regroup_soon.start()

    def _say(self, make: Callable[[], Sequence[Word]]) -> None:
        self.desk.say(make())
        _ = self.desk.board.named, self.desk.board.unnamed, self.desk.board.aside  # sorted here, off the GUI thread

    # --- what is shown ---

    def look(self, view: str) -> None:
        """Show the groups, the faces of one group, or the questions."""
        self.shown.split.hide()
        self.shown.parts = {}
        if view == "group":
            cards = self.cards() if self.shown.view() == "groups" else []
            self.opened = cards[0].cover if cards else self.opened
        self.shown.look(view)
        self.refresh()

    def open_group(self, face: str) -> None:
        """Show the faces of the group that a face is in."""
        self.opened = face
        self.shown.look("group")
        self.refresh(face)

    def refresh(self, follow: str | None = None) -> None:
        """Show the current state; `follow` is the face whose group is to be selected."""
        board, view = self.desk.board, self.shown.view()
        order = [*board.named, *board.unnamed]
        order += board.aside if self.actions_by_name["aside"].isChecked() else []
        kept = follow or self.opened if view == "group" else follow
        self.shown.groups.show_all(order, self.number(kept) if kept else self._current())
        self.shown.show_head(board)
        if view == "group":
            self._show_group(follow)
        if view == "questions":
            self.asking.refresh()
        self.shown.panel.show_persons(self.desk.persons())
        self.show_selected()

    def show_selected(self) -> None:
        """Show who is selected, and enable the actions that apply."""
        cards = self.cards()
        self.shown.panel.show_cards(cards)
        if self.shown.view() == "group":
            self.shown.show_photo(self.shown.faces.current())
        current = self.shown.groups.current()
        card = self.desk.board.cards.get(current) if current is not None else None
        self._selected_face = card.cover if card else ""
        self._enable(cards)

    def _current(self) -> int | None:
        """The number of the group that was selected. It is found by one of its faces, because numbers change."""
        return self.number(self._selected_face) if self._selected_face else None

    def _show_group(self, follow: str | None) -> None:
        number = self.number(follow or self.opened)
        if number is None:
            self.look("groups")
            return
        faces = best_first(self.grouping, self.desk.board.looks, number)
        self.opened = follow or (self.opened if self.opened in faces else faces[0])
        current = self.shown.faces.current()
        self.shown.faces.show_all(faces, current if current in faces else None)

    def _enable(self, cards: Sequence[Card]) -> None:
        view, person = self.shown.view(), len(cards) == 1 and cards[0].person is not None
        everywhere = {name for names in OF_VIEW.values() for name in names}
        for name, action in self.actions_by_name.items():
            there = name not in everywhere or name in OF_VIEW[view]
            action.setEnabled(there and (name not in OF_PERSON or (person and view != "questions")))
        self.actions_by_name["merge"].setEnabled(view == "groups" and len(cards) > 1)
        self.actions_by_name["forget"].setEnabled(view != "questions" and len(cards) == 1)
        self.actions_by_name["undo_answer"].setEnabled(view == "questions" and self.asking.can_take_back())
        self.shown.panel.show_keys(self.actions_by_name)

    def _think(self, work: Callable[[], object]) -> None:
        self.thinking.submit(work, lambda _nothing: self._thought())

    def _thought(self) -> None:
        self.asking.is_ready = True
        self.refresh()

    def _listen(self) -> None:
        if self.thinking.is_idle() and self.operations.is_idle():
            self.thinking.submit(self.desk.hear, self._heard, _log.warning)

    def _heard(self, has_news: bool) -> None:
        if has_news:
            self.refresh()
            self.say(translate("people", "People were changed elsewhere. The changes are now shown."))

    def _have_photos(self, photos: Photos) -> None:
        self.shown.photos = photos
        self.shown.faces.repaint_all()
        if self.shown.view() == "group":
            self.shown.show_photo(self.shown.faces.current())

    # --- the rest ---

    def _connect(self) -> None:
        shown, panel = self.shown, self.shown.panel
        self._selected_face = ""
        self.changes.refused.connect(lambda _why: self.refresh())
        for tiles in (shown.groups, shown.faces):
            tiles.selected.connect(self.show_selected)
        shown.groups.activated.connect(lambda _index: self.look("group"))
        shown.faces.activated.connect(lambda _index: self.actions_by_name["photo"].trigger())
        for queue in (self.operations, self.thinking, self.previews):
            queue.failed.connect(self.say)
        self.operations.failed.connect(lambda _words: self.refresh())  # others changed something: the board has it now
        for name, button in (*panel.buttons.items(), *shown.question.buttons().items()):
            button.clicked.connect(partial(self._press, name))
        shown.ask.clicked.connect(partial(self._press, "questions"))
        shown.back.clicked.connect(partial(self._press, "groups"))
        self.label_buttons()

    def _press(self, name: str, _checked: bool = False) -> None:
        self.actions_by_name[name].trigger()

    def label_buttons(self) -> None:
        """Write the keys on the buttons."""
        buttons = {**self.shown.question.buttons(), "questions": self.shown.ask, "groups": self.shown.back}
        for name, button in buttons.items():
            action = self.actions_by_name[name]
            button.setText(f"{action.text()}  {action.shortcut().toString()}")
            button.setAccessibleName(action.text())
        self.shown.panel.show_keys(self.actions_by_name)

    def keep(self) -> None:
        """Stop writing files after the current one."""
        self.writing.stop()

    def is_saving(self) -> bool:
        """True if something is being saved, or a last file is being written."""
        return super().is_saving() or not self.writing.is_idle()

    def is_quiet(self) -> bool:
        """True if no work in progress will change what is shown."""
        return (
            super().is_quiet()
            and self.thinking.is_idle()
            and self.previews.is_idle()
            and self.writing.is_idle()
            and not self._regroup_soon.isActive()
            and self.shown.is_quiet()
        )

    def repaint_all(self) -> None:
        """Repaint the tiles, which are painted by hand."""
        self.shown.groups.repaint_all()
        self.shown.faces.repaint_all()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Stop the work in the background. All answers have been saved already."""
        self._regroup_soon.stop()
        self._listening.stop()
        self.writing.close()
        self.operations.close()
        for queue in (self.thinking, self.previews):
            queue.leave()
        self.shown.stop()
        super().closeEvent(event)
