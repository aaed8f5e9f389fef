"""Which page belongs to which destination, and what has to be read before it can be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.blind.blind_window import BlindWindow
from reviewer.intake.intake_page import IntakePage
from reviewer.people.nobody_page import NobodyPage, Unlooked
from reviewer.people.people_page import PeoplePage
from reviewer.publish.publish_page import PublishPage
from reviewer.publish.publisher import Publishers
from reviewer.review.window import Window
from reviewer.running.runs_page import RunsPage
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Comparison, Destination, NewSets, People, Publishing, Review, Runs, Start
from reviewer.widgets.page import Page
from runner.intake.intake import intake
from runner.intake.start import beginning
from runner.review import review_set
from runner.review.blind import Blind
from runner.review.language import translate
from runner.review.people.desk import PeopleDesk
from runner.review.people.session import PeopleSession
from runner.review.people.settings import is_looked_for
from runner.review.session import Session
from runner.review.settings import Settings
from runner.service.overview import overview
from runner.service.queue import Queue
from runner.store import runfile


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program works and who sits before it."""

    runs: Path
    reviewer: str


@dataclass(frozen=True, slots=True)
class Opening:
    """How a page comes to be: `read` may take its time and runs beside the window, `show` makes the page of it."""

    read: Callable[[], Any]
    show: Callable[[Any], Page]


def opening(destination: Destination, place: Place, own: Settings, publishers: Publishers) -> Opening:
    """The way to the page of a destination."""
    match destination:
        case Review(run=run):
            return Opening(lambda: session_of(run, place), lambda session: _review(destination, session, own))
        case Comparison(sweep=sweep):
            return Opening(lambda: Blind(sweep, place.runs, place.reviewer), lambda blind: BlindWindow(blind, own))
        case Publishing(run=run, back=back):
            return Opening(
                lambda: session_of(run, place), lambda session: PublishPage(publishers.of(session, back), own)
            )
        case People():
            return Opening(lambda: people_of(place), lambda found: _people(found, place, own))
        case Runs(run=looked_at):
            queue = Queue(place.runs)
            return Opening(lambda: overview(queue), lambda found: RunsPage(queue, found, looked_at, own))
        case Start():
            return Opening(lambda: beginning(place.runs), lambda found: StartPage(found, place.runs, own))
        case NewSets(folders=folders):
            return Opening(intake, lambda found: IntakePage(found, folders, place.runs, own))
        case _:
            raise NotImplementedError(destination)


def session_of(run: Path, place: Place) -> Session:
    """The review of a run by one person, who can undo what they did last before the window was closed."""
    session = Session(review_set.read(run, place.runs), place.reviewer)
    session.restore_undo()
    return session


def people_of(place: Place) -> PeopleDesk | Unlooked:
    """The people in all sets; what there is to say where nobody has looked for faces."""
    if is_looked_for(place.runs):
        return PeopleDesk(PeopleSession(place.runs, place.reviewer))
    return Unlooked(place.runs, sorted({run.parent.name for run in runfile.find(place.runs)}))


def _people(found: PeopleDesk | Unlooked, place: Place, own: Settings) -> Page:
    return NobodyPage(found, own) if isinstance(found, Unlooked) else PeoplePage(found, place.runs, own)


def _review(asked: Review, session: Session, own: Settings) -> Window:
    """Show what is asked for: a filter's photos, one of them, one of the views."""
    window = Window(session, own)
    if asked.filter:
        window.filters.apply(asked.filter)
    places = window.centre.model.places()
    number = asked.photo or 1
    if places:
        window.centre.go_to(places[min(number, len(places)) - 1])
    if asked.photo and number > len(places):
        said = translate("desktop", "There is no photo number {}: %Ln photo(s) shown.", "", len(places))
        window.say(said.format(number))
    window.centre.look(asked.view or ("photo" if asked.photo else "grid" if asked.filter else "overview"))
    return window
