"""Shows two texts beside one photo and asks which is better. Keys decide; the variants are not named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction, QCloseEvent, QKeySequence
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reviewer.widgets.action import EVERYWHERE
from reviewer.widgets.catalogue_offer import offer_to_begin
from reviewer.widgets.folding_row import FoldingRow
from reviewer.widgets.offer_strip import OfferStrip
from reviewer.widgets.page import Page
from reviewer.widgets.page_stack import PageStack
from reviewer.widgets.picture import PictureView
from reviewer.widgets.scrolling import scrolling
from reviewer.widgets.thumbnails import Pictures
from runner.review import wording
from runner.review.blind import Blind, Question
from runner.review.language import number, translate
from runner.review.settings import Settings
from runner.schema import TEXTS
from runner.store.preferences import Choice

_PREVIEW_BYTES = 36 * 2**20
_ORIGINAL_BYTES = 130 * 2**20
_CHOICES = ("left", "tie", "both_bad", "right")
_SIGNS = {"Escape": "Esc", "Left": "←", "Right": "→", "Down": "↓", "Up": "↑"}


class Side(QFrame):
    """The texts that one variant wrote."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "side")
        head = QLabel(title)
        head.setProperty("role", "muted")
        self.setAccessibleName(title)
        self.texts = {name: QLabel() for name in TEXTS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.addWidget(head)
        for name, label in self.texts.items():
            said = QLabel(wording.title(name))
            said.setProperty("role", "small")
            label.setProperty("role", "reading")
            label.setWordWrap(True)
            label.setIndent(0)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAccessibleName(f"{title}: {wording.title(name)}")
            layout.addWidget(said)
            layout.addWidget(label)
        layout.addStretch(1)

    def show_texts(self, texts: Mapping[str, str], others: Mapping[str, str]) -> None:
        """Show these texts, keyed by field. Texts that are the same on the other side are greyed out."""
        for name, label in self.texts.items():
            label.setText(texts[name] or "—")
            label.setEnabled(texts[name] != others[name])


class BlindWindow(Page):
    """Asks one question after another."""

    topic = "compare"

    def __init__(self, blind: Blind, own: Settings) -> None:
        super().__init__(own)
        self.blind = blind
        self._previews = Pictures(_PREVIEW_BYTES, None, 1, self)
        self._originals = Pictures(_ORIGINAL_BYTES, None, 1, self)
        self.picture = PictureView(self._previews, self._originals)
        self.left, self.right = Side(translate("blind", "Left")), Side(translate("blind", "Right"))
        self.note, self.counts, self.bar, self.end = QLabel(), QLabel(), QProgressBar(), QLabel()
        self.pages, self.offer = PageStack(), OfferStrip()
        self.buttons: dict[str, QPushButton] = {}
        self._build()
        self.operations.failed.connect(self.note.setText)
        self.changes.refused.connect(self.note.setText)
        self.setWindowTitle(translate("blind", "Which text is better? {}").format(blind.sweep.name))
        self.make_actions(EVERYWHERE, {})
        self._show()
        offer_to_begin(self, self.offer, blind.catalog)

    def _build(self) -> None:
        splitter, page = QSplitter(Qt.Orientation.Vertical), QWidget()
        splitter.addWidget(self.picture)
        splitter.addWidget(self._texts())
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([430, 290])
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.end.setProperty("role", "title")
        self.end.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.end.setWordWrap(True)
        self.pages.addWidget(splitter)
        self.pages.addWidget(self.end)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(self.pages, 1)
        for row in (self._choices(), self._foot()):
            row.setContentsMargins(12, 0, 12, 0)
            layout.addWidget(row)
        self.setCentralWidget(self.offer.above(page))

    def _texts(self) -> QWidget:
        sides = QHBoxLayout()
        sides.setSpacing(10)
        sides.addWidget(self.left, 1)
        sides.addWidget(self.right, 1)
        return scrolling(sides)

    def _choices(self) -> QWidget:
        choices, rest = QHBoxLayout(), QHBoxLayout()
        for name, text, keys, do in self._deeds():
            key = _SIGNS.get(keys[0]) or QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            button = QPushButton(f"{text}   {key}")
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrow keys choose a text; they must not move the focus
            action = QAction(text, self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(lambda _checked=False, do=do: do())
            button.clicked.connect(action.trigger)
            self.addAction(action)
            self.buttons[name] = button
            (choices if name in _CHOICES else rest).addWidget(button, 2 if name in ("left", "right") else 1)
        return FoldingRow((choices, 3), (rest, 1))

    def _deeds(self) -> list[tuple[str, str, list[str], Callable[[], None]]]:
        """The buttons from left to right: (name, label, keys, callback)."""
        return [
            ("left", translate("blind", "The left one"), ["Left", "1"], partial(self.choose, "left")),
            ("tie", translate("blind", "Equally good"), ["Down", "T"], partial(self.choose, "tie")),
            ("both_bad", translate("blind", "Both bad"), ["Up", "B"], partial(self.choose, "both_bad")),
            ("right", translate("blind", "The right one"), ["Right", "2"], partial(self.choose, "right")),
            ("undo", translate("blind", "Undo"), ["Ctrl+Z", "Backspace"], self.undo),
            ("actual", translate("blind", "100 %"), ["Z"], self.picture.toggle_actual),
            ("quit", translate("blind", "Done"), ["Escape"], self.enough),
        ]

    def _foot(self) -> QWidget:
        row = QHBoxLayout()
        self.bar.setAccessibleName(translate("blind", "Chosen so far"))
        self.bar.setMaximumWidth(160)
        self.bar.setTextVisible(False)
        for label in (self.counts, self.note):
            label.setWordWrap(True)
        row.addWidget(self.bar)
        row.addWidget(self.counts, 1)
        return FoldingRow((row, 1), (self.note, 1))

    def choose(self, choice: Choice) -> None:
        """Save a choice and show the next question. Ignored while another one is being saved."""
        if self.operations.is_idle() and self.blind.question is not None and self.pages.currentIndex() == 0:
            self.changes.discard()  # a refused choice: its question is the one shown now
            self.changes.carry_out(lambda: self.blind.choose(choice), lambda _nothing: self._chosen())

    def undo(self) -> None:
        """Ask the last question again."""
        if self.operations.is_idle():
            self.changes.discard()
            self.changes.carry_out(self.blind.undo, self._undone)

    def enough(self) -> None:
        """Show how many choices were made; a second call closes the window."""
        if self.pages.currentIndex() == 1:
            self.quit()
        else:
            self._show_end()

    def is_quiet(self) -> bool:
        """True if no work in progress will change what is shown."""
        return self.operations.is_idle() and not self._previews.is_busy() and not self._originals.is_busy()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Stop the threads. Nothing has to be saved: each choice was saved when it was made."""
        self.operations.close()
        for pictures in (self._previews, self._originals):
            pictures.stop()
        super().closeEvent(event)

    def _chosen(self) -> None:
        self.say("")
        self._show()

    def _undone(self, is_back: bool) -> None:
        self._show()
        said = translate("blind", "Asked again.") if is_back else translate("session", "There is nothing to undo.")
        self.note.setText(said)

    def _show(self) -> None:
        question = self.blind.question
        self.bar.setRange(0, self.blind.total)
        self.bar.setValue(self.blind.chosen)
        self.counts.setText(self._progress())
        self.note.setText(
            translate("blind", "Which would you rather publish with this photo? You can stop at any time.")
        )
        if question is None:
            self._show_end()
        else:
            self._show_question(question)

    def _show_question(self, question: Question) -> None:
        self.pages.setCurrentIndex(0)
        self._offer((*_CHOICES, "actual"), offered=True)
        photo = question.photo
        self.picture.show_photo(photo.picture, photo.source_path, photo.width, photo.item_id)
        self.left.show_texts(question.left, question.right)
        self.right.show_texts(question.right, question.left)

    def _show_end(self) -> None:
        self._offer((*_CHOICES, "actual"), offered=False)
        last = self.blind.question is None
        head = translate("blind", "That was the last one.") if last else translate("blind", "Done for now.")
        chosen = translate("blind", "You have made %Ln choice(s); all are saved.", "", self.blind.chosen)
        if unkept := self.changes.unkept():
            chosen = f"{translate('blind', 'Saved: %Ln choice(s).', '', self.blind.chosen)}\n{unkept}"
        after = translate("blind", "To see which variant you prefer:\nrunner compare {}").format(self.blind.sweep.name)
        self.end.setText(f"{head}\n{chosen}\n\n{after}")
        self.pages.setCurrentIndex(1)

    def _offer(self, names: tuple[str, ...], *, offered: bool) -> None:
        for name in names:
            self.buttons[name].setEnabled(offered)

    def _progress(self) -> str:
        said = translate("blind", "{} of {} chosen").format(number(self.blind.chosen), number(self.blind.total))
        every = translate("blind", "; every two variants at least %Ln time(s)", "", self.blind.least)
        return said + (every if self.blind.variants > 2 else "")
