"""What each action of the people page does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMessageBox

from reviewer.people.exchange_dialog import ExchangeDialog
from reviewer.people.splitting import Splitting
from reviewer.widgets.destinations import Faces, Review
from runner.people import telling
from runner.people.persons import Importance
from runner.review.language import translate
from runner.review.people import naming
from runner.review.people.board import Card
from runner.review.people.exchanging import sets_with_faces
from runner.review.people.left_sentences import at_targets, sentences, unsearched

if TYPE_CHECKING:
    from reviewer.people.people_page import PeoplePage


def commands(page: PeoplePage) -> dict[str, Callable[[], object]]:
    """The functions of all actions, by action name. Also connects the panel and the lists to them."""
    splitting, panel = Splitting(page), page.shown.panel
    panel.named.connect(partial(_name, page))
    panel.left.connect(page.shown.take_focus)
    panel.weighed.connect(lambda value: _weigh(page, value))
    panel.consented.connect(lambda given: _consent(page, given))
    page.shown.groups.dropped.connect(lambda target: _merge(page, [target, *page.shown.groups.chosen()]))
    importance: tuple[Importance, ...] = ("main", "important", "other")
    own: dict[str, Callable[[], object]] = {
        "name": panel.ask_name,
        "merge": lambda: _merge(page, page.shown.groups.chosen()),
        "split_similarity": lambda: splitting.begin("similarity"),
        "split_time": lambda: splitting.begin("time"),
        "consent": lambda: _consent(page, not _allowed(page)),
        "yes": lambda: page.asking.answer(same=True),
        "no": lambda: page.asking.answer(same=False),
        "skip": page.asking.skip,
        "undo_answer": lambda: _undo(page),
        "groups": lambda: page.look("groups"),
        "open_group": lambda: page.look("group"),
        "next_group": lambda: _step(page, 1),
        "previous_group": lambda: _step(page, -1),
        "questions": lambda: page.look("questions"),
        "more_faces": lambda: page.go(Faces()),
        "exchange": lambda: _exchange(page),
        "leave": lambda: _leave(page, splitting),
        "undo": lambda: _undo(page),
        "redo": lambda: _redo(page),
        "aside": page.refresh,
    }
    called = (_not_person, _split_off, _stranger, _no_face, _reopen, _forget, _photo)
    plain = {call.__name__.strip("_"): partial(call, page) for call in called}
    return {**own, **plain, **{each: partial(_weigh, page, each) for each in importance}}


def _name(page: PeoplePage, given: str) -> None:
    """Name what is selected, and go to the next group without a name."""
    faces, following = [card.cover for card in page.cards()], page.next_unnamed()
    was_open = page.shown.view() == "group"
    count = sum(card.faces for card in page.cards())
    said = translate("people_page", "%Ln face(s): {}", "", count).format(given)
    page.change(lambda: naming.name(page.grouping, _numbers(page, faces), given), said, following)
    if was_open and following is None:
        page.look("groups")
    page.shown.panel.name.selectAll()


def _merge(page: PeoplePage, numbers: Sequence[int]) -> None:
    cards = [page.desk.board.cards[number] for number in numbers]
    if len(cards) > 1:
        faces = [card.cover for card in cards]
        said = translate("people_page", "%Ln group(s) merged into one person", "", len(cards))
        page.change(lambda: naming.merge(page.grouping, _numbers(page, faces)), said, faces[0])


def _numbers(page: PeoplePage, faces: Sequence[str]) -> list[int]:
    """The groups that these faces are in now."""
    found = [number for face in faces if (number := page.number(face)) is not None]
    return list(dict.fromkeys(found))


def _person(page: PeoplePage) -> Card | None:
    cards = page.cards()
    return cards[0] if len(cards) == 1 and cards[0].person else None


def _allowed(page: PeoplePage) -> bool:
    card = _person(page)
    return bool(card and card.person and card.person.consent)


def _weigh(page: PeoplePage, value: Importance) -> None:
    card = _person(page)
    if card and card.person:
        person = card.person.person_id
        said = translate("people_page", "Importance of {} saved").format(card.name)
        page.change(lambda: telling.importance(person, value), said, card.cover)


def _consent(page: PeoplePage, given: bool) -> None:
    card = _person(page)
    if card and card.person:
        person = card.person.person_id
        may = translate("people_page", "Captions may name {} from the next run on")
        never = translate("people_page", "Captions will not name {} from the next run on")
        said = (may if given else never).format(card.name)
        page.change(lambda: telling.consent(person, given=given), said, card.cover)
        if not given:
            page.operations.submit(partial(_published, page, card.cover), partial(_show_published, page))


def _published(page: PeoplePage, face: str) -> list[str]:
    number, session = page.number(face), page.desk.session
    return list(at_targets(session.left_at_targets([session.view(number)]))) if number is not None else []


def _show_published(page: PeoplePage, where: Sequence[str]) -> None:
    """Show where the name of a person who must no longer be named was published, and how to take it back."""
    if not where:
        return
    box = QMessageBox(page)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(translate("people_page", "Published with the name"))
    box.setText("\n\n".join(where))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.finished.connect(box.deleteLater)
    box.open()


def _not_person(page: PeoplePage) -> None:
    card, faces = _person(page), page.faces()
    if card and card.person and faces:
        person, stays = card.person.person_id, _another(page, faces)
        said = translate("people_page", "%Ln face(s): not {}", "", len(faces)).format(card.name)
        page.change(lambda: telling.not_this_person(faces, person), said, stays)


def _split_off(page: PeoplePage) -> None:
    faces, stays = page.faces(), _another(page, page.faces())
    if not stays:
        page.say(translate("people_page", "Select the faces to split off."))
        return
    said = translate("people_page", "%Ln face(s) split off", "", len(faces))
    page.change(lambda: telling.split(page.grouping, faces), said, stays)


def _another(page: PeoplePage, faces: Sequence[str]) -> str | None:
    """A face of the open group that is not one of these; None if there is none."""
    gone = set(faces)
    return next((face for face in page.shown.faces.tiles.shown if face not in gone), None)


def _stranger(page: PeoplePage) -> None:
    faces, following = page.faces(), _next(page)
    said = translate("people_page", "%Ln face(s) marked as stranger", "", len(faces))
    page.change(lambda: telling.strangers(faces), said, following)


def _no_face(page: PeoplePage) -> None:
    faces, following = page.faces(), _next(page)
    said = translate("people_page", "%Ln face(s) marked as no face", "", len(faces))
    page.change(lambda: telling.no_faces(faces), said, following)


def _reopen(page: PeoplePage) -> None:
    faces = page.faces()
    said = translate("people_page", "%Ln face(s): answers cleared", "", len(faces))
    page.change(lambda: telling.reopen(page.grouping, faces), said)


def _next(page: PeoplePage) -> str | None:
    """The face to show after the selected ones are gone: another one of the open group, or one of the next group."""
    if page.shown.view() == "group":
        return _another(page, page.faces()) or page.next_unnamed()
    return page.next_unnamed()


def _step(page: PeoplePage, by: int) -> None:
    """Open the next group (1) or the previous one (-1)."""
    order, number = page.shown.groups.tiles.shown, page.number(page.opened)
    if number in order:
        at = min(max(order.index(number) + by, 0), len(order) - 1)
        page.open_group(page.desk.board.cards[order[at]].cover)


def _photo(page: PeoplePage) -> None:
    face, photos = page.shown.faces.current(), page.shown.photos
    photo = photos.get(face.partition("-")[0]) if face and photos else None
    if photo is not None:
        page.go(Review(photo.run, filter=f'name:"{photo.path.stem}"', photo=1))


def _leave(page: PeoplePage, splitting: Splitting) -> None:
    """Go back a step: from the name field to the list, from a split to the faces, from a group to all groups."""
    if page.shown.panel.name.hasFocus():
        page.shown.panel.name.setModified(False)
        page.show_selected()
        page.shown.take_focus()
    elif page.shown.split.isVisible():
        splitting.leave()
    elif page.shown.view() != "groups":
        page.look("groups")


def _undo(page: PeoplePage) -> None:
    page.changes.carry_out(page.desk.undo, partial(_undone, page))


def _undone(page: PeoplePage, words: int) -> None:
    if words and page.shown.view() == "questions":
        page.asking.take_back()
    _stepped(page, words, undone=True)


def _redo(page: PeoplePage) -> None:
    page.changes.carry_out(page.desk.redo, lambda words: _stepped(page, words, undone=False))


def _stepped(page: PeoplePage, words: int, *, undone: bool) -> None:
    if not words:
        nothing = translate("people_page", "There is nothing to undo")
        page.say(nothing if undone else translate("people_page", "There is nothing to redo"))
        return
    page.show_change(translate("people_page", "Undone") if undone else translate("people_page", "Redone"))


def _forget(page: PeoplePage) -> None:
    """Find out where the name would remain, then ask for confirmation."""
    (card,) = page.cards()
    page.operations.submit(partial(_left, page, card.cover), partial(_ask_to_forget, page, card))


def _left(page: PeoplePage, face: str) -> list[str]:
    number, session = page.number(face), page.desk.session
    names = session.names_of([session.view(number)]) if number is not None else ()
    return [*sentences(session.left(names)), unsearched()] if names else []


def _ask_to_forget(page: PeoplePage, card: Card, stays: Sequence[str]) -> None:
    """Ask whether to delete a person for good, saying what is deleted and what is kept."""
    box = QMessageBox(page)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("people_page", "Delete for good"))
    asked = translate("people_page", "Delete %Ln face(s) for good? This cannot be undone.", "", card.faces)
    if card.name:
        asked = translate("people_page", "Delete {} and %Ln face(s) for good? This cannot be undone.", "", card.faces)
    box.setText(asked.format(card.name))
    about = translate(
        "people_page",
        "Deleted: the name, all answers about these faces, their pictures, and the numbers that tell them "
        "apart. Kept: the photos, and where the faces are in them, so that they are not looked for again. "
        "Texts that are already published are not changed.",
    )
    if stays:
        taken_out = translate(
            "people_page", "The name is removed from exported XMP files that have not been changed since."
        )
        about = "\n\n".join([about, *stays, taken_out])
    box.setInformativeText(about)
    yes = box.addButton(translate("people_page", "Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    if yes is not None:
        yes.clicked.connect(lambda _checked: _carry_out(page, card.cover))
    box.finished.connect(box.deleteLater)
    box.open()


def _carry_out(page: PeoplePage, face: str) -> None:
    """Delete the group that a face is in for good."""

    def forget() -> int:
        number = page.number(face)
        return page.desk.forget(number) if number is not None else 0

    page.changes.carry_out(forget, lambda faces: _forgotten(page, faces))


def _exchange(page: PeoplePage) -> None:
    page.thinking.submit(lambda: sets_with_faces(page.runs), partial(_show_exchange, page))


def _show_exchange(page: PeoplePage, sets: Mapping[str, Path]) -> None:
    dialog = ExchangeDialog(page.desk, sets, page.writing, page)
    dialog.changed.connect(page.show_change)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _forgotten(page: PeoplePage, faces: int) -> None:
    page.look("groups")
    page.show_change(translate("people_page", "%Ln face(s) deleted for good", "", faces))
