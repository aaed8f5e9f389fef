"""A field of prose: grows with its text, counts words, and underlines possible misspellings."""

from __future__ import annotations

from typing import Any

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PyQt6.QtWidgets import QPlainTextEdit

from reviewer.review.field_box import FieldBox
from reviewer.widgets import theme
from runner.review.language import translate
from runner.review.spelling import Doubt, Speller
from runner.review.wording import length, title

MOST_LINES = 7


class Spelling(QSyntaxHighlighter):
    """Underlines words that are in no dictionary, once it has a speller."""

    speller: Speller | None = None

    def highlightBlock(self, text: str | None) -> None:  # noqa: N802
        """Underline the doubtful words of one line."""
        if self.speller is None or not text:
            return
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wave.setUnderlineColor(QColor(theme.current().error))
        for doubt in self.speller.doubts(text):
            self.setFormat(doubt.start, doubt.end - doubt.start, wave)


class Prose(QPlainTextEdit):
    """An editor in which Tab and Return go to the next field."""

    left = pyqtSignal()
    learned = pyqtSignal(str)

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._least = lines
        self.spelling = Spelling(self.document())
        self.textChanged.connect(self._grow)
        self._grow()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Adapt the height, because another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Make the editor as high as its text, up to `MOST_LINES`."""
        document = self.document()
        lines = round(document.size().height()) if document is not None else 1
        height = self.fontMetrics().lineSpacing() * min(max(lines, self._least), MOST_LINES) + 20
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if lines <= MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(policy)
        if height != self.height():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Go to the next field on Return: the texts have no line breaks."""
        plain = event is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
        )  # fmt: skip
        if event is not None and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:  # noqa: N802
        """Emit `left` when the focus goes to another widget, but not when a menu opens."""
        super().focusOutEvent(event)
        if event is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:  # noqa: N802
        """Show the standard menu with suggestions for a doubtful word."""
        menu = self.createStandardContextMenu()
        if event is None or menu is None:
            return
        cursor = self.cursorForPosition(event.pos())
        doubt = self._doubt_at(cursor.position())
        if doubt is not None and self.spelling.speller is not None:
            first = menu.actions()[0] if menu.actions() else None
            for word in self.spelling.speller.suggestions(doubt.word):
                action = menu.addAction(word)
                menu.insertAction(first, action)
                if action is not None:
                    action.triggered.connect(lambda _checked, w=word, d=doubt: self._replace(d, w))
            learn = menu.addAction(translate("text_field", "“{}” is right").format(doubt.word))
            if learn is not None:
                learn.triggered.connect(lambda: self.learned.emit(doubt.word))
        menu.exec(event.globalPos())

    def _doubt_at(self, position: int) -> Doubt | None:
        speller = self.spelling.speller
        doubts = speller.doubts(self.toPlainText()) if speller else ()
        return next((doubt for doubt in doubts if doubt.start <= position <= doubt.end), None)

    def _replace(self, doubt: Doubt, word: str) -> None:
        cursor = self.textCursor()
        cursor.setPosition(doubt.start)
        cursor.setPosition(doubt.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(word)


class TextField(FieldBox):
    """Caption, alt text, subject, location or file name."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__(name)
        self.editor = Prose(lines)
        self.editor.setAccessibleName(title(name))
        self.editor.textChanged.connect(self._changed)
        self.editor.left.connect(self.left)
        self._loading = False
        self._finish(self.editor)

    def value(self) -> str:
        """The text, with whitespace collapsed and stripped."""
        return " ".join(self.editor.toPlainText().split())

    def set_value(self, value: Any) -> None:
        """Put a text into the editor, with the cursor at its end. Does not emit `typed`."""
        self._loading = True
        self.editor.setPlainText(value or "")
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self._loading = False
        self._count()

    def finish(self) -> None:
        """Do nothing: unlike a keyword, prose is never half entered."""

    def focus(self) -> None:
        """Give the keyboard focus to the editor."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_speller(self, speller: Speller) -> None:
        """Underline the words that this speller does not know."""
        self._loading = True
        self.editor.spelling.speller = speller
        self.editor.spelling.rehighlight()
        self._loading = False

    def _changed(self) -> None:
        self._count()
        if not self._loading:
            self.typed.emit()

    def _count(self) -> None:
        words, characters = length(self.value())
        said = translate("text_field", "%n word(s)", "", words)
        self._counter.setText(f"{said} · {characters}" if characters else "")
        self._counter.setToolTip(translate("text_field", "{}, %n character(s)", "", characters).format(said))


class NameField(TextField):
    """A file name: its words are not counted or spell-checked."""

    def set_speller(self, speller: Speller) -> None:
        """Do nothing: file names are not spell-checked."""

    def _count(self) -> None:
        self._counter.clear()


class ShortField(TextField):
    """Subject or location: a few words, which are not counted."""

    def _count(self) -> None:
        self._counter.clear()
