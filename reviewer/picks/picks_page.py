"""The picks page: which photos to keep, group by group. Decisions are saved at once and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PyQt6.QtCore import QTimer
from PyQt6.QtGui import QCloseEvent
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from reviewer.picks.actions import ACTIONS, OF_A_GROUP
from reviewer.picks.amount_view import AmountView
from reviewer.picks.commands import commands
from reviewer.picks.groups_pane import GroupsPane
from reviewer.picks.listening import Listening
from reviewer.picks.measure_question import MeasureQuestion
from reviewer.picks.progress_row import ProgressRow
from reviewer.widgets.catalogue_offer import offer_to_begin
from reviewer.widgets.destinations import Faces
from reviewer.widgets.offer_strip import OfferStrip
from reviewer.widgets.operations import Operations
from reviewer.widgets.page import Page
from reviewer.widgets.page_stack import PageStack
from reviewer.widgets.writing import Writing
from runner.intake import switch
from runner.review.language import translate
from runner.review.picks.amount import Amount
from runner.review.picks.board import Board, View, board, card_of, next_open
from runner.review.picks.desk import PicksDesk
from runner.review.picks.measures import measures
from runner.review.picks.opening import OpenedPicks
from runner.review.recording import ChangeResult
from runner.review.settings import Settings
from runner.service.queue import Queue

RANK_MS = 1500
"""Milliseconds after the last change before all photos are ranked again."""


class PicksPage(Page):
    """Connects what a person sees and does with the desk, which records and ranks."""

    topic = "picks"

    def __init__(self, opened: OpenedPicks, own: Settings) -> None:
        super().__init__(own)
        self.desk, self.board = opened.desk, opened.board
        self.thinking = Operations(self)
        self.listening = Listening(lambda: self.desk.session.refresh(), self)
        self.writing = Writing(self)
        self.groups = GroupsPane(self.desk.session, opened.faces)
        knows_people = self.desk.photos["people"].drop_nulls().len() > 0
        knows_sequences = self.desk.photos["tiles"].drop_nulls().len() > 0
        self.amount = AmountView(self.desk.photos.height, knows_people=knows_people, knows_sequences=knows_sequences)
        self.progress = ProgressRow()
        self._body, self.offer = PageStack(), OfferStrip()
        self.offer.watch(self.changes)
        self.changes.settled.connect(self._offer_to_begin)
        self._changes = self._ranked_at = 0  # number of changes so far, and how many of them the ranking includes
        self._once_ranked: Callable[[], object] | None = None
        self._rank_soon, self._fill = QTimer(self), QTimer(self)
        self._build()
        self.make_actions(ACTIONS, commands(self))
        self.actions_by_name["measures"].setChecked(False)
        self.actions_by_name["faces"].setVisible(bool(opened.faces))
        self._connect()
        self.setWindowTitle(translate("picks_page", "Picks of {}").format(self.desk.session.review_set.set_name))
        self.desk.session.saw()
        self._offer_to_begin()
        self.look(asks=self.desk.options.keep is None)
        self._fill.setSingleShot(True)
        self._fill.timeout.connect(self._begin)
        self._fill.start(0)  # in an event of its own: both at once would be a noticeable delay

    # --- what is shown ---

    def moment(self) -> str | None:
        """The open group; None if there is none."""
        return self.groups.list.current()

    def look(self, *, asks: bool) -> None:
        """Ask how many photos to pick, or show the groups."""
        if asks:
            self.amount.show_amount(Amount.of(self.desk.options), can_leave=self.desk.options.keep is not None)
        self._body.setCurrentIndex(0 if asks else 1)
        self.progress.setVisible(not asks)
        self._enable()
        (self.amount.keep if asks else self.groups.list).setFocus()

    def _begin(self) -> None:
        self.show_view()
        if again := self.board.counts()["again"]:
            said = translate("picks_page", "In %Ln group(s) the photo that was kept is gone.", "", again)
            self.offer.offer(said, translate("picks_page", "Choose again"), self._show_again)
        if self.desk.options.keep is not None:
            self.thinking.submit(self.desk.stand_if_new)

    def _show_again(self) -> None:
        """Show the groups whose kept photo is no longer in the run."""
        self.look(asks=False)
        self._choose_view("again")
        self.show_view()

    def _choose_view(self, view: View) -> None:
        self.groups.view.setCurrentIndex(self.groups.view.findData(view))

    def show_view(self, current: str | None = None) -> None:
        """Show the groups of the chosen view, undecided ones first, and open `current`."""
        shown = self.board.moments(self.groups.view.currentData())
        self.groups.show_counts(self.board)
        self.groups.list.show_groups(self.board.cards, shown, current)
        self.groups.show_group_or_nothing(there=bool(shown))
        self.progress.show_progress(self.board, self.desk.choice)
        self.show_group()

    def show_group(self) -> None:
        """Refresh the current group."""
        moment = self.moment()
        if moment is not None:
            group = self.desk.group(moment)
            self.groups.group.show_group(group, measures(self.desk, group))
            self.groups.group.show_faces(self.actions_by_name["faces"].isChecked())
        self._enable()

    def go_to(self, moment: str | None) -> None:
        """Open a group, changing to a view that contains it if necessary."""
        if moment is None:
            return
        if moment not in self.groups.list.groups.shown:
            kind = self.board.cards[moment]
            self._choose_view("sequences" if kind.is_sequence else "singles" if kind.kind == "single" else "groups")
            self.show_view(moment)
        self.groups.list.choose(moment)

    def next_open(self) -> str | None:
        """The next undecided group among those shown."""
        return next_open(self.board.cards, self.groups.list.groups.shown, self.moment())

    # --- changes ---

    def change(self, work: Callable[[], ChangeResult], *, advance: bool = False) -> None:
        """Record a change and show the result. With `advance`, auto-advance opens the next undecided group."""
        self.changes.carry_out(work, lambda done: self._done(done, advance=advance))

    def take_in(self, places: Iterable[int]) -> None:
        """Refresh the groups of the photos that changed, and rank all photos again after a pause."""
        self.desk.session.saw()
        moments = {moment for place in places if (moment := self.desk.moment_of(place)) is not None}
        if not moments:
            return
        for moment in moments:
            self.board = self.board.with_card(card_of(self.desk.group(moment), self.board.cards[moment]))
        self._changes += 1
        self._show_board(again=self.moment() in moments)
        self._rank_soon.start()

    def pick(self, amount: Amount) -> None:
        """Rank the photos and pick this many; the numbers are remembered for this set."""
        self.settings.picks = {**self.settings.picks, self.desk.session.review_set.set_name: amount.kept()}
        self.save_settings()
        self.amount.pick.setEnabled(False)
        self.say(translate("picks_page", "Ranking %Ln photo(s) …", "", self.desk.photos.height))
        options, desk = amount.applied(self.desk.options), self.desk
        self.operations.submit(lambda: _ranked(desk.ranked(options)), self._picked, self._not_picked)

    def when_ranked(self, then: Callable[[], object]) -> None:
        """Call `then` once all changes are recorded and included in the ranking, so that an export has them."""
        self._once_ranked = then
        self.operations.submit(lambda: None, lambda _nothing: self._rank_or_go_on())

    def _rank_or_go_on(self) -> None:
        then = self._once_ranked
        if self._ranked_at != self._changes:
            self._rank_soon.stop()
            self._rank()
        elif then is not None:
            self._once_ranked = None
            then()

    def _done(self, done: ChangeResult, *, advance: bool) -> None:
        following = self.next_open() if advance and self.actions_by_name["advance"].isChecked() else None
        self.take_in(done.places)
        if following is not None and done.places:
            self.groups.list.choose(following)
        elif done.places and (moment := self.desk.moment_of(done.places[0])) is not None:
            self.go_to(moment)
        self.say(done.sentence)

    def _picked(self, found: tuple[PicksDesk, Board]) -> None:
        self.amount.pick.setEnabled(True)
        self.desk, self.board = found
        self.show_view(self.moment())
        self.look(asks=False)
        kept = len(self.desk.choice.items("keep"))
        self.say(translate("picks_page", "Picked: %Ln photo(s). Nothing is deleted.", "", kept))

    def _not_picked(self, words: str) -> None:
        self.amount.pick.setEnabled(True)
        self.say(words)

    def _rank(self) -> None:
        """Rank again with the changes so far. Changes that are made meanwhile are included in the next ranking."""
        desk, at = self.desk, self._changes
        self.thinking.submit(lambda: _ranked(desk.ranked(desk.options)), lambda found: self._ranked(found, at))

    def _ranked(self, found: tuple[PicksDesk, Board], at: int) -> None:
        if at == self._changes and found[0].options == self.desk.options:
            self.desk, self.board, self._ranked_at = *found, at
            self._show_board(again=True)
            self._rank_or_go_on()

    def _show_board(self, *, again: bool) -> None:
        """Refresh the list of groups and the progress; with `again`, also the open group."""
        self.groups.show_counts(self.board)
        self.groups.list.groups.put(self.board.cards)
        self.progress.show_progress(self.board, self.desk.choice)
        if again:
            self.show_group()

    # --- the rest ---

    def _ask_to_measure(self, keep: int) -> None:
        read = self.desk.session.review_set
        MeasureQuestion(switch.picks(read.set_name, read.run, keep), self).ask(Queue(read.runs))

    def _offer_to_begin(self) -> None:
        offer_to_begin(self, self.offer, self.desk.session.catalog)

    def _build(self) -> None:
        self._body.addWidget(self.amount)
        self._body.addWidget(self.groups)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.addWidget(self.progress)
        layout.addWidget(self._body, 1)
        self.setCentralWidget(self.offer.above(whole))

    def _connect(self) -> None:
        groups, actions = self.groups, self.actions_by_name
        for queue in (self.operations, self.thinking):
            queue.failed.connect(self.say)
        groups.view.activated.connect(lambda _row: self.show_view(self.moment()))
        groups.list.opened.connect(lambda _moment: self.show_group())
        groups.group.pointed.connect(self._enable)
        for name, button in groups.group.buttons.items():
            button.clicked.connect(partial(self._press, name))
        self.progress.ask.clicked.connect(partial(self._press, "amount"))
        self.progress.use.clicked.connect(partial(self._press, "export_picks"))
        self.amount.chosen.connect(self.pick)
        self.amount.left.connect(lambda: self.look(asks=False))
        self.amount.unmeasured.connect(self._ask_to_measure)
        self.amount.faceless.connect(lambda: self.go(Faces()))
        groups.group.show_measures(actions["measures"].isChecked())
        self._rank_soon.setSingleShot(True)
        self._rank_soon.setInterval(RANK_MS)
        self._rank_soon.timeout.connect(self._rank)
        self.listening.heard.connect(self.take_in)
        self.listening.said.connect(self.say)
        self.operations.failed.connect(lambda _words: self.listening.listen())  # another person may have decided
        self.label_buttons()

    def _press(self, name: str, _checked: bool = False) -> None:
        self.actions_by_name[name].trigger()

    def _enable(self) -> None:
        """Enable the actions and buttons that apply."""
        shown, member = self._body.currentIndex() == 1, self.groups.group.member()
        group = self.groups.group.group if shown and self.moment() else None
        for name in OF_A_GROUP:
            self.actions_by_name[name].setEnabled(group is not None)
        for name in ("foresight", "export_picks", "copy_command"):
            self.actions_by_name[name].setEnabled(shown)
        self.progress.use.setEnabled(shown)
        several = group is not None and len(group.members) > 1 and not group.is_sequence
        for name in ("swap_photo", "keep_both"):
            self.actions_by_name[name].setEnabled(several)
        self.actions_by_name["keep_photo"].setEnabled(
            group is not None and not group.is_sequence and member is not None
        )
        said = group is not None and any(each.flag for each in group.members)
        self.actions_by_name["reopen_group"].setEnabled(said)
        for name, button in self.groups.group.buttons.items():
            button.setEnabled(self.actions_by_name[name].isEnabled())

    def label_buttons(self) -> None:
        """Write the keys on the buttons."""
        for name, button in self.groups.group.buttons.items():
            action = self.actions_by_name[name]
            button.setText(f"{action.text()}  {action.shortcut().toString()}")
            button.setAccessibleName(action.text())

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
            and self.writing.is_idle()
            and not self._rank_soon.isActive()
            and not self._fill.isActive()
            and (self._body.currentIndex() == 0 or self.groups.is_quiet())
        )

    def repaint_all(self) -> None:
        """Lay the groups out and paint them again, because they are painted by hand."""
        self.groups.list.scheduleDelayedItemsLayout()
        self.amount.fit_text()
        self.groups.fit_text()
        self.groups.group.strip.fit_text()
        self.show_group()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Stop the work in the background. All decisions have been saved already."""
        self._rank_soon.stop()
        self.writing.close()
        self.operations.close()
        for queue in (self.listening, self.thinking):
            queue.leave()
        self.groups.stop()
        super().closeEvent(event)


def _ranked(desk: PicksDesk) -> tuple[PicksDesk, Board]:
    """Make this ranking the current one, which filters use, and return it with its board."""
    desk.stand()
    return desk, board(desk)
