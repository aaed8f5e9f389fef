"""Which page belongs to which destination, and what has to be read before it can be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from reviewer.widgets.destinations import (
    Comparison,
    Destination,
    Faces,
    NewSets,
    People,
    Picks,
    Publishing,
    Review,
    Runs,
    Start,
)
from reviewer.widgets.page import Page
from reviewer.widgets.work import WorkBoard
from runner.review import review_set
from runner.review.language import translate
from runner.review.session import Session
from runner.review.settings import Settings

if TYPE_CHECKING:
    from reviewer.review.window import Window


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of the runs, and the name of the person who reviews."""

    runs: Path
    reviewer: str


@dataclass(frozen=True, slots=True)
class Opening:
    """How to open a page: `read` may be slow and runs in the background, `show` makes the page from its result.

    `prepare` is called meanwhile: it imports what `show` needs, so that the first page appears sooner.
    """

    read: Callable[[], Any]
    show: Callable[[Any], Page]
    prepare: Callable[[], object] = tuple


def opening(destination: Destination, place: Place, own: Settings, board: WorkBoard) -> Opening:
    """How to open the page of a destination. Work that outlives the page goes on the `board`."""
    match destination:
        case Review(run=run):
            read, show = partial(session_of, run, place), partial(_review, destination, own=own, board=board)
            return Opening(read, show, partial(import_module, "reviewer.review.window"))
        case Comparison(sweep=sweep):
            return _comparison(sweep, place, own)
        case Publishing(run=run, back=back):
            return _publishing(run, back, board, place, own)
        case People():
            return _people(place, own)
        case Faces():
            return _faces(place, own)
        case Picks(run=run):
            return _picks(run, place, own)
        case Runs(run=looked_at):
            return _runs(looked_at, place, own)
        case Start():
            return _start(place, own)
        case NewSets(folders=folders):
            return _new_sets(folders, place, own)


def _runs(looked_at: Path | None, place: Place, own: Settings) -> Opening:
    from reviewer.running.runs_page import RunsPage  # not needed to open a review
    from runner.service.overview import overview
    from runner.service.queue import Queue

    queue = Queue(place.runs)
    return Opening(lambda: overview(queue), lambda found: RunsPage(queue, found, looked_at, own))


def _people(place: Place, own: Settings) -> Opening:
    from reviewer.people.nobody_page import NobodyPage, Unlooked  # not needed to open a review
    from reviewer.people.people_page import PeoplePage
    from runner.intake.switch import without_people
    from runner.review.people.desk import PeopleDesk
    from runner.review.people.session import PeopleSession
    from runner.review.people.settings import is_looked_for
    from runner.review.text_checks import PATIENCE_S

    def read() -> PeopleDesk | Unlooked:
        if is_looked_for(place.runs):
            return PeopleDesk(PeopleSession(place.runs, place.reviewer, patience_s=PATIENCE_S))
        return Unlooked(place.runs, without_people(place.runs))

    def show(found: PeopleDesk | Unlooked) -> Page:
        return NobodyPage(found, own) if isinstance(found, Unlooked) else PeoplePage(found, place.runs, own)

    return Opening(read, show)


def _faces(place: Place, own: Settings) -> Opening:
    from reviewer.people.nobody_page import NobodyPage, Unlooked  # not needed to open a review
    from runner.intake.switch import without_people

    return Opening(lambda: Unlooked(place.runs, without_people(place.runs)), lambda found: NobodyPage(found, own))


def _picks(run: Path, place: Place, own: Settings) -> Opening:
    def read() -> tuple[ModuleType, Any]:
        from runner.review.picks.amount import Amount  # not needed to open a review
        from runner.review.picks.opening import open_picks

        page = import_module("reviewer.picks.picks_page")  # in the background, too: it imports a large library
        session = session_of(run, place)
        return page, open_picks(session, Amount.read(own.picks.get(session.review_set.set_name, {})))

    def show(found: tuple[ModuleType, Any]) -> Page:
        page, opened = found
        made: Page = page.PicksPage(opened, own)
        return made

    return Opening(read, show)


def _new_sets(folders: tuple[Path, ...], place: Place, own: Settings) -> Opening:
    from reviewer.intake.intake_page import IntakePage
    from runner.intake.intake import intake

    return Opening(intake, lambda found: IntakePage(found, folders, place.runs, own))


def _start(place: Place, own: Settings) -> Opening:
    from reviewer.start.start_page import StartPage
    from runner.intake.start import beginning

    return Opening(lambda: beginning(place.runs), lambda found: StartPage(found, place.runs, own))


def _comparison(sweep: Path, place: Place, own: Settings) -> Opening:
    from reviewer.blind.blind_window import BlindWindow  # not needed to open a review
    from runner.review.blind import Blind

    return Opening(lambda: Blind(sweep, place.runs, place.reviewer), lambda blind: BlindWindow(blind, own))


def _publishing(run: Path, back: tuple[str, ...], board: WorkBoard, place: Place, own: Settings) -> Opening:
    from reviewer.publish.publish_page import PublishPage  # slow to import, and not needed at start
    from reviewer.publish.publisher import Publishers

    publishers = Publishers(board)
    return Opening(lambda: session_of(run, place), lambda session: PublishPage(publishers.of(session, back), own))


def session_of(run: Path, place: Place) -> Session:
    """The session of one person with a run; it can also undo what that person did before the window was last closed."""
    session = Session(review_set.read(run, place.runs), place.reviewer)
    session.restore_undo()
    return session


def _review(asked: Review, session: Session, own: Settings, board: WorkBoard) -> Window:
    """Make the review and show what was asked for: the photos of a filter, one of them, or one of the views."""
    from reviewer.review.window import Window

    window = Window(session, own, board)
    if asked.filter:
        window.filters.line.setText(asked.filter)
        window.search_now()
    places = window.centre.model.places()
    number = asked.photo or 1
    if places:
        window.centre.go_to(places[min(number, len(places)) - 1])
    if asked.photo and number > len(places):
        said = translate("desktop", "There is no photo number {}: %Ln photo(s) (is|are) shown.", "", len(places))
        window.say(said.format(number))
    window.centre.look(asked.view or ("photo" if asked.photo else "grid" if asked.filter else "overview"))
    return window
