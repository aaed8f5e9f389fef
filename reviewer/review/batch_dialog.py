"""Changes all fields of the selected photos at once: with templates, a preview, and the photos that it would block."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.review.batch_preview import BatchPreview
from reviewer.review.consequence_note import ConsequenceNote
from reviewer.review.template_line import TemplateLine
from reviewer.widgets.operations import Operations
from reviewer.widgets.thumbnails import Pictures
from runner.review.batch_edit import BatchEdit, listed
from runner.review.consequences import LOOKED_AT, foresee_batch
from runner.review.language import number, translate
from runner.review.session import Session
from runner.review.wording import title

_PROSE = ("location", "subject", "caption", "alt_text", "file_name")


class BatchDialog(QDialog):
    """One line per field. A field whose line is empty stays as it is; nothing is written before Apply."""

    chosen = pyqtSignal(object, object, object)  # the Snapshot that was shown, places in it, and the BatchEdit

    def __init__(
        self, session: Session, places: Sequence[int], checks: Operations, thumbnails: Pictures, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._seen, self._places = session, session.snapshot, list(places)
        self.setWindowTitle(translate("batch", "For %Ln photo(s)", "", len(self._places)))
        self.lines = {name: TemplateLine(title(name)) for name in _PROSE}
        self.add = TemplateLine(translate("batch", "Add keywords"))
        self.remove = TemplateLine(translate("batch", "Remove keywords"))
        self.keywords = TemplateLine(translate("batch", "Replace all keywords"))
        self.outcome = ConsequenceNote(session, checks)
        self.preview = BatchPreview(session, thumbnails)
        self.outcome.foreseen.connect(self.preview.show_consequences)
        self._apply = QPushButton(translate("batch", "Apply to %Ln photo(s)", "", len(self._places)))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._build()
        self._arrange()
        self.lines["location"].setFocus()

    def _build(self) -> None:
        left, both, layout = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        left.addLayout(self._form())
        left.addWidget(self._hint())
        left.addWidget(self.outcome)
        left.addStretch(1)
        both.addLayout(left, 1)
        both.addWidget(self.preview, 1)
        both.setSpacing(16)
        layout.addLayout(both, 1)
        layout.addWidget(self._buttons)
        self._buttons.rejected.connect(self.reject)
        self._apply.setProperty("role", "primary")
        self._apply.setDefault(True)
        self._apply.clicked.connect(lambda _checked: self._accept())
        self._buttons.addButton(self._apply, QDialogButtonBox.ButtonRole.ApplyRole)
        self.resize(900, 560)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        keywords = (
            (translate("batch", "&Add keywords"), self.add),
            (translate("batch", "&Remove keywords"), self.remove),
            (translate("batch", "Replace a&ll keywords"), self.keywords),
        )
        for name in _PROSE[:2]:
            form.addRow(title(name), self.lines[name])
        for said, line in keywords:
            form.addRow(said, line)
        for name in _PROSE[2:]:
            form.addRow(title(name), self.lines[name])
        for line in (*self.lines.values(), self.add, self.remove, self.keywords):
            line.textEdited.connect(lambda _text: self._arrange())
        return form

    def _hint(self) -> QLabel:
        hint = QLabel(
            translate(
                "batch",
                "Type { for placeholders, such as {subject} at {location}, {date}. Separate keywords by "
                "commas. File names need a counter: {subject}_{n:03}.",
            )
        )
        hint.setWordWrap(True)
        hint.setProperty("role", "small")
        return hint

    def wish(self) -> BatchEdit:
        """The changes as entered."""
        texts = {name: wish for name, line in self.lines.items() if (wish := line.wish())}
        return BatchEdit(texts, listed(self.keywords.text()), listed(self.add.text()), listed(self.remove.text()))

    def is_quiet(self) -> bool:
        """True if the preview matches the lines."""
        return self.outcome.is_quiet()

    def _arrange(self) -> None:
        """Check and preview the changes, or say what is wrong with them."""
        wish, session, places = self.wish(), self._session, self._places
        self._seen = session.snapshot
        problems = wish.problems()
        if problems:
            self.outcome.complain("\n".join(f"{title(name)}: {said}" for name, said in problems.items()))
        else:
            self.outcome.ask((lambda: foresee_batch(session, places, wish)) if wish.fields() else None)
        self._apply.setEnabled(bool(wish.fields()) and not problems)
        self._apply.setToolTip(_looked_at(len(places)))

    def _accept(self) -> None:
        wish = self.wish()
        if wish.fields() and not wish.problems():
            self.accept()
            self.chosen.emit(self._seen, self._places, wish)


def _looked_at(count: int) -> str:
    """A sentence if not all of this many photos are checked beforehand; otherwise empty."""
    said = translate("batch", "The first {} photos are checked now, all of them when you apply it.")
    return said.format(number(LOOKED_AT)) if count > LOOKED_AT else ""
