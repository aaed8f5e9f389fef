"""What the parts of the review share: session, queues and widgets, and how a change is made and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QPushButton

from reviewer.review.centre import Centre
from reviewer.review.editor import Editor
from reviewer.review.facets_pane import FacetsPane
from reviewer.review.filter_bar import FilterBar
from reviewer.review.group_titles import GroupTitles
from reviewer.review.others_texts import OthersTexts
from reviewer.review.panel import Panel
from reviewer.review.progress import Progress
from reviewer.widgets.elided_label import ElidedLabel
from reviewer.widgets.newest import Newest
from reviewer.widgets.offer_strip import OfferStrip
from reviewer.widgets.operations import Operations
from reviewer.widgets.page import Page
from runner.review import drafts, settings
from runner.review.conditions import with_values, written
from runner.review.conflicts import Conflict
from runner.review.facets import Facet, FacetCounts, conditions
from runner.review.going import Notice
from runner.review.grouping import Found, Group, filter_of, find
from runner.review.language import translate
from runner.review.query import FilterError, Node, parse
from runner.review.recording import ChangeResult
from runner.review.session import Session
from runner.review.snapshot import Snapshot


class MainWindowBase(Page):
    """The review page with its session. Emits `changed` whenever photos have changed."""

    changed = pyqtSignal()
    searched = pyqtSignal()  # the photos of a filter have been shown
    topic = "review"

    def __init__(self, session: Session, own: settings.Settings) -> None:
        super().__init__(own)
        self.session = session
        self.checks, self.reading = Operations(self), Operations(self)
        self.finding, self.counting = Newest(self.say, self), Newest(self.say, self)
        self.journal = drafts.Journal(session.review_set.runs, session.review_set.set_name, session.context.reviewer)
        self.centre = Centre(session, self.devicePixelRatioF())
        self.editor = Editor(session, self.operations, self.checks, self.journal)
        self.panel = Panel(session, self.editor, self.reading)
        self.filters, self.facets = FilterBar(own), FacetsPane()
        self.groups = GroupTitles(self.centre, self.show_only)
        self.counts = FacetCounts(session.snapshot)
        self.offer = OfferStrip()
        self.progress = Progress()
        self.notice = ElidedLabel()  # about other runs of the set
        self.notice.setProperty("role", "warning")
        self.publish = QPushButton(translate("window", "Publish …"))
        self.offer.watch(self.changes)
        self.others = OthersTexts(self.offer, self._show_photo, self.open_filter)
        session.saw()

    # --- deciding ---

    def approve(self) -> None:
        """Approve the chosen photos, after what is being typed has been saved."""
        self.editor.keep()
        chosen = self.centre.chosen()
        if chosen:
            self.carry_out(partial(self.session.approve, chosen), partial(self._decided, chosen))

    def reject(self, chosen: Sequence[int], reason: str) -> None:
        """Reject photos for a reason."""
        self.editor.keep()
        self.carry_out(partial(self.session.reject, chosen, reason), partial(self._decided, chosen))

    def reset(self) -> None:
        """Clear the decisions about the chosen photos."""
        chosen = self.centre.chosen()
        self.change(partial(self.session.reset, chosen))

    def change(self, work: Callable[[], ChangeResult]) -> None:
        """Carry out a change and show the result."""
        self.editor.keep()
        self.carry_out(work, self.done)

    def carry_out(self, work: Callable[[], ChangeResult], then: Callable[[ChangeResult], None]) -> None:
        """Queue a change. If the disk or another program refuses it, trying again is offered."""
        self.changes.carry_out(work, then)

    def done(self, done: ChangeResult) -> None:
        """Show the result of a change."""
        self.show_changed(done.places)
        refused = list(done.refused.values())
        more = translate("main_window", " (and %Ln more)", "", len(refused) - 1) if len(refused) > 1 else ""
        self.say(f"✗ {done.sentence} {refused[0]}{more}" if refused else done.sentence)
        self.others.tell(self.session.snapshot, done.overtaken)

    def approve_text(self, name: str) -> None:
        """Approve one text of the chosen photos; a photo whose texts are then all approved is approved, too."""
        self.editor.keep()
        chosen = self.centre.chosen()
        self.carry_out(partial(self.session.approve_text, chosen, name), partial(self._text_decided, chosen))

    def _text_decided(self, chosen: Sequence[int], done: ChangeResult) -> None:
        """Go on to the next photo only if the whole photo is approved."""
        if any(self.session.snapshot.effective_decision(place) == "approved" for place in chosen):
            self.centre.take_focus()
            self._decided(chosen, done)
        else:
            self.done(done)

    def _decided(self, chosen: Sequence[int], done: ChangeResult) -> None:
        self.done(done)
        advance = self.actions_by_name["advance"].isChecked() and not done.refused
        if advance and self.centre.current() in chosen and not self._go_to_undecided(1):
            self.say(f"{done.sentence} {_all_decided()}")

    def show_changed(self, places: Sequence[int]) -> None:
        """Refresh everything that shows these photos."""
        self.session.saw()
        self.changed.emit()
        self.centre.touch(list(places))
        self.panel.refresh(places, len(self.centre.chosen()))
        self.progress.show_session(self.session)
        self.count_facets()

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice while the set is being run, or has been run since. While it runs, publishing is disabled."""
        is_going = notice is not None and notice.is_going
        self.notice.setText(notice.sentence if notice else "")
        self.notice.setVisible(notice is not None)
        self.publish.setEnabled(not is_going)
        waits = translate("main_window", "Publishing waits until the run has ended.")
        self.publish.setToolTip(waits if is_going else "")
        self.actions_by_name["publish"].setEnabled(not is_going)

    def ask_about(self, conflict: Conflict) -> None:
        """Offer to go to a photo with a conflict, unless it is shown already: then its field asks."""
        place = self.session.snapshot.places.get(conflict.item)
        if place is None or (place == self.centre.current() and self.panel.isVisible()):
            return
        self.others.ask(self.session.snapshot, conflict)

    def _show_photo(self, place: int) -> None:
        if not self.centre.model.index_of(place).isValid():
            self.filters.apply("")
        self.centre.look("photo")
        self.centre.go_to(place)
        self.panel.look("texts")

    def say(self, sentence: str) -> None:
        """Show a sentence in the bottom line."""
        self.progress.say(" ".join(sentence.split()))

    # --- finding ---

    def search(self) -> None:
        """Apply the filter in the background; the photos are shown once they are found."""
        self.editor.keep()
        self._search(self.filters.show_problem)

    def search_while_typing(self) -> None:
        """Apply the filter as typed so far; a problem is shown once typing pauses."""
        self._search(self.filters.hold_problem)

    def search_now(self) -> None:
        """Apply the filter synchronously, for the first photos that are shown."""
        self._found(self._search_work()(), self.filters.filter(), self.filters.show_problem)

    def show_only(self, group: Group) -> None:
        """Show only the photos of a group, by means of a filter."""
        node = parse(self.filters.applied_filter())
        self.filters.apply(filter_of(node, self.filters.grouping.currentData(), group))

    def open_filter(self, text: str) -> None:
        """Show the photos of a filter as a grid."""
        self.filters.line.setText(text)
        self.search()
        self.centre.look("grid")

    def with_condition(self, key: str, value: str) -> str:
        """The applied filter, with any values of a key replaced by this one."""
        return written(with_values(parse(self.filters.applied_filter()), key, [value], ":"))

    def fit_facets(self) -> None:
        """Show the facets in views with many photos if there is room, unless a person has switched them off."""
        wanted = self.settings.facets and self.centre.view() in ("grid", "map", "calendar")
        least = max(each.minimumSizeHint().width() for each in (self.filters, self.offer, self.centre))
        panel = self.panel
        beside = least + (0 if panel.isHidden() else max(panel.minimumWidth(), panel.minimumSizeHint().width()))
        # Before the window is shown, widgets do not have their fonts yet.
        wanted = wanted and self.isVisible() and self.facets.fits(self.width() - beside)
        self.facets.setVisible(wanted)
        if wanted:
            self.count_facets()

    def count_facets(self) -> None:
        """Count the facets of the photos that are shown, in the background."""
        if not self.facets.isHidden():
            snapshot, node = self.session.snapshot, parse(self.filters.applied_filter())
            self.counting.submit(partial(self._counted, snapshot, node), partial(self._show_facets, node))

    def _counted(self, snapshot: Snapshot, node: Node) -> tuple[list[Facet], list[str]]:
        facets = self.counts.facets(snapshot, node)
        return facets, conditions(facets)

    def _show_facets(self, node: Node, counted: tuple[list[Facet], list[str]]) -> None:
        facets, known = counted
        self.facets.show_facets(facets, node)
        self.filters.line.add_conditions(known)

    def _search(self, say: Callable[[FilterError], None]) -> None:
        photos, text = self.session.snapshot.photos, self.filters.filter()

        def show(found: Found | FilterError) -> None:
            if photos is self.session.snapshot.photos:  # otherwise the run was read and searched again
                self._found(found, text, say)

        self.finding.submit(self._search_work(), show)

    def _search_work(self) -> Callable[[], Found | FilterError]:
        bar = self.filters
        return partial(_find, self.session.snapshot, bar.filter(), bar.order.currentData(), bar.grouping.currentData())

    def _found(self, found: Found | FilterError, text: str, say: Callable[[FilterError], None]) -> None:
        if isinstance(found, FilterError):
            say(found)
            return
        self.centre.show_found(found)
        self.filters.set_count(len(found.places), len(self.session.snapshot), text)
        self.searched.emit()

    def next_undecided(self, step: int) -> None:
        """Go to the nearest undecided photo in this direction, wrapping around at the ends."""
        if not self._go_to_undecided(step):
            self.say(_all_decided())

    def _go_to_undecided(self, step: int) -> bool:
        """Go to the nearest undecided photo. Returns False if no other of the photos shown is undecided."""
        places, current = self.centre.model.places(), self.centre.current()
        if not places:
            return True
        start = places.index(current) if current in places else 0
        if self.centre.view() == "compare":
            self.centre.compare.step(step)
            return True
        for by in range(1, len(places)):
            place = places[(start + step * by) % len(places)]
            if self.session.snapshot.effective_decision(place) in (None, "lapsed"):
                self.centre.go_to(place)
                return True
        return False

    def show_session(self, session: Session) -> None:
        """Continue with the same run after it was read again; the current photo stays current."""
        current = self.centre.current()
        item = self.session.snapshot.items[current] if current is not None else ""
        session.undo_stack, session.throughput = self.session.undo_stack, self.session.throughput
        session.conflicts, session.own_edits = self.session.conflicts, self.session.own_edits
        self.panel.show_session(session)
        session.saw()
        self.session = session
        self.counts = FacetCounts(session.snapshot)
        self.centre.show_session(session)
        self.progress.show_session(session)
        self.search_now()
        if item in session.snapshot.places:
            self.centre.go_to(session.snapshot.places[item])
        if self.centre.view() == "overview":
            self.centre.overview.show_session(session)
        self.retitle()

    def repaint_all(self) -> None:
        """Paint photos and badges again, because they are painted by hand."""
        self.centre.repaint_all()

    def label_buttons(self) -> None:
        """Write the keys on the buttons."""
        texts = {
            "approve": translate("main_window", "Approve"),
            "reject": translate("main_window", "Reject"),
            "reset": translate("main_window", "Clear"),
            "generate": translate("main_window", "Regenerate these texts …"),
        }
        for name, button in self.panel.buttons().items():
            key = self.actions_by_name[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setText(f"{texts[name]}  {key}")
            button.setAccessibleName(texts[name])
        self.panel.fit_width()

    def retitle(self) -> None:
        """Write the set and the run into the title."""
        self.setWindowTitle(
            f"{self.session.context.set_name} · {self.session.context.run_id} · {translate('main_window', 'Reviewer')}"
        )


def _find(snapshot: Snapshot, text: str, order: str, grouping: str) -> Found | FilterError:
    """The photos of a filter, or the error in it."""
    try:
        return find(snapshot, text, order, grouping)
    except FilterError as problem:
        return problem


def _all_decided() -> str:
    return translate("main_window", "There is no other undecided photo here.")
