"""Shows faces with their names over the photo. A key names a face; one that was not detected can be drawn by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QCursor
from PyQt6.QtWidgets import QInputDialog

from reviewer.review.face_drawing import FaceDrawing
from reviewer.review.main_window_base import MainWindowBase
from reviewer.widgets.operations import Operations
from runner.facts import Region
from runner.review.language import translate
from runner.text.claims.shown import Seen

if TYPE_CHECKING:
    from runner.people.grouping import Grouping
    from runner.review.people.desk import PeopleDesk
    from runner.review.people.in_photo import FaceInPhoto
    from runner.store.people import Word


class NamedFaces(QObject):
    """The faces of the current photo. People are read when the first photo of a set with people is shown."""

    def __init__(self, window: MainWindowBase) -> None:
        super().__init__(window)
        self._window, self._centre = window, window.centre
        self.reading = Operations(self)
        self.desk: PeopleDesk | None = None
        self.faces: list[FaceInPhoto] = []
        self._drawing = FaceDrawing(window.centre.picture)
        self._drawing.drawn.connect(self._drew)
        self._asked = False
        self._centre.moved.connect(lambda _place: self.show())
        self._centre.currentChanged.connect(lambda _view: self.show())
        window.changed.connect(self.show)  # a name may have been undone
        window.operations.failed.connect(lambda _words: self.show())  # another person may have named these faces
        self.reading.failed.connect(window.say)

    def show(self) -> None:
        """Draw the faces of the current photo, in the photo view only."""
        if self._centre.view() != "photo":
            return
        item = self._item()
        if self.desk is None:
            self._read()
        self.faces = _faces(self.desk.grouping, item) if self.desk and item else []
        self._centre.picture.seen.show_faces([_seen(face) for face in self.faces])

    def name(self) -> None:
        """Ask for the name of the face under the pointer, otherwise of the first one without a name."""
        under = self._under_pointer()
        unnamed = [face for face in self.faces if face.name is None and not face.is_stranger]
        face = under or next(iter(unnamed or self.faces), None)
        if self.desk is None or face is None:
            self._window.say(translate("named_faces", "No face was found in this photo. Ctrl+Shift+D draws one."))
            return
        self._ask(face.face, face.name, [])

    def draw(self) -> None:
        """Start drawing a face."""
        if self.desk is None or self._item() is None or self._centre.view() != "photo":
            where = translate("named_faces", "Faces can be drawn in the photo view of a set with people.")
            self._window.say(where)
            return
        self._window.say(translate("named_faces", "Draw a box around the face. Esc cancels."))
        self._drawing.begin()

    def commands(self) -> dict[str, Callable[[], object]]:
        """The functions of the actions, by action name."""
        return {"name_face": self.name, "draw_face": self.draw}

    def is_quiet(self) -> bool:
        """True if nothing is being read or computed."""
        return self.reading.is_idle()

    def close(self) -> None:
        """Do not wait for what is being read or computed; the window saves the names."""
        self.reading.leave()

    def _read(self) -> None:
        session = self._window.session
        run, runs, reviewer = session.review_set.run, session.review_set.runs, session.context.reviewer
        if self._asked:
            return
        self._asked = True

        def people() -> PeopleDesk | None:
            from runner.review.people.desk import PeopleDesk  # not needed without people
            from runner.review.people.session import PeopleSession
            from runner.review.people.settings import has_faces
            from runner.review.text_checks import PATIENCE_S

            return PeopleDesk(PeopleSession(runs, reviewer, patience_s=PATIENCE_S)) if has_faces(run) else None

        self.reading.submit(people, self._have)

    def _have(self, desk: PeopleDesk | None) -> None:
        self.desk = desk
        if desk is not None:
            self.show()

    def _item(self) -> str | None:
        place = self._centre.current()
        return None if place is None else str(self._window.session.snapshot.items[place])

    def _under_pointer(self) -> FaceInPhoto | None:
        picture = self._centre.picture
        viewport = picture.viewport()
        at = picture.mapToScene(viewport.mapFromGlobal(QCursor.pos())) if viewport is not None else None
        number = picture.seen.face_at(at) if at is not None else None
        return None if number is None else self.faces[number]

    def _ask(self, face: str, name: str | None, before: list[Word]) -> None:
        """Ask who it is; the words `before` are recorded ahead of the name."""
        assert self.desk is not None
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(translate("named_faces", "Name"))
        dialog.setLabelText(translate("named_faces", "Who is this?"))
        dialog.setComboBoxItems([name or "", *(each.name or "" for each in self.desk.persons() if each.name != name)])
        dialog.setComboBoxEditable(True)
        dialog.textValueSelected.connect(lambda given: self._name(face, given, before))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _name(self, face: str, given: str, before: list[Word]) -> None:
        desk = self.desk
        if desk is None or not given.strip():
            return

        stack = self._window.session.undo_stack

        def say() -> None:
            from runner.people import telling
            from runner.review.people.undoing import said_undoably

            words = [*before, *telling.name(desk.grouping.said, [face], given)]
            stack.push(said_undoably(desk, words, translate("undo", "Named a face {}.").format(given)))

        said = translate("named_faces", "{} is saved; texts will use it from the next run of the set").format(given)
        self._window.changes.carry_out(say, lambda _nothing: self._named(said, is_new=bool(before)))

    def _named(self, said: str, *, is_new: bool) -> None:
        self.show()
        self._window.say(said)
        if is_new and self.desk is not None:  # a new face is in no group before they are computed again
            self.reading.submit(self.desk.regroup, lambda _nothing: self.show())

    def _drew(self, region: Region) -> None:
        from runner.people import telling
        from runner.store.face_id import face_id

        item = self._item()
        if item is not None:
            self._ask(face_id(item, region), None, telling.draw(item, region))


def _faces(grouping: Grouping, item: str) -> list[FaceInPhoto]:
    from runner.review.people.in_photo import faces_in

    return faces_in(grouping, item)


def _seen(face: FaceInPhoto) -> Seen:
    unnamed = translate("named_faces", "stranger") if face.is_stranger else "?"
    return Seen("person", face.name or unnamed, None, face.region)
