"""A form field with its problem and a suggestion below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

Offer = tuple[str, Callable[[], object]]
"""The label of a button, and its callback."""


class NotedField(QWidget):
    """The label above, the editor, then a problem, then a suggestion with its buttons."""

    def __init__(self, label: str, editor: QWidget, about: str = "") -> None:
        super().__init__()
        self.editor = editor
        head, self.problem, self.note = QLabel(label), QLabel(), QLabel()
        head.setBuddy(editor)
        head.setProperty("role", "muted")
        editor.setAccessibleName(label)
        editor.setToolTip(about)
        self.problem.setProperty("role", "error")
        self.note.setProperty("role", "small")
        self._offers = QHBoxLayout()
        self._offers.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (head, editor, self.problem, self.note):
            layout.addWidget(widget)
        layout.addLayout(self._offers)
        layout.addStretch(1)
        for line in (self.problem, self.note):
            line.setWordWrap(True)
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            line.hide()

    def show_problem(self, sentence: str) -> None:
        """Show a problem; an empty sentence hides it."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def show_note(self, sentence: str, offers: Sequence[Offer] = ()) -> None:
        """Show a note about the field, with buttons; an empty sentence hides it."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        while self._offers.count() > 1:
            item = self._offers.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (text, do) in enumerate(offers):
            self._offers.insertWidget(number, _button(text, do))

    def offers(self) -> list[QPushButton]:
        """The buttons of the suggestion."""
        items = (self._offers.itemAt(number) for number in range(self._offers.count()))
        return [widget for item in items if item is not None and isinstance(widget := item.widget(), QPushButton)]


def _button(text: str, do: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked: do())
    return button
