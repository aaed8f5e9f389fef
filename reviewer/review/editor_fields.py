"""The fields of a photo's texts and their layout: facts first, then the texts that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.review.keyword_field import KeywordField
from reviewer.review.text_field import NameField, ShortField, TextField
from reviewer.widgets.breakable import breakable
from reviewer.widgets.findings_note import FindingsNote
from runner.review import further
from runner.review.language import translate
from runner.review.session import Session
from runner.review.spelling import Speller
from runner.schema import TEXTS
from runner.store.decisions import FILE_NAME

_MARGIN = 12
_FACTS = ("subject", "location")
"""Fields that are side by side, above the texts."""


class EditorFields(QScrollArea):
    """Six fields, the findings about the photo itself, and what the declared columns of stages say about it."""

    learned = pyqtSignal(str)
    decided = pyqtSignal(str, str)  # an action about one text, and the field

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, TextField | KeywordField] = {
            "subject": ShortField("subject", 1),
            "location": ShortField("location", 1),
            "caption": TextField("caption", 2),
            "alt_text": TextField("alt_text", 2),
            "keywords": KeywordField("keywords"),
            FILE_NAME: NameField(FILE_NAME, 1),
        }
        self.about_photo = FindingsNote()  # findings about the photo rather than one of its texts
        self.further = QLabel()  # what the declared columns of stages say about the photo
        self.further.setWordWrap(True)
        self.further.setTextFormat(Qt.TextFormat.PlainText)
        self.further.setProperty("role", "small")
        self.again = QPushButton()
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        layout.setSpacing(2)
        layout.addWidget(self.about_photo)
        facts = QHBoxLayout()
        facts.setSpacing(10)
        layout.addLayout(facts)
        for name, box in self.fields.items():
            box.decided.connect(lambda action, field=name: self.decided.emit(action, field))
            if isinstance(box, TextField):
                box.editor.learned.connect(self.learned)
            if name in _FACTS:  # facts first: the texts follow from them
                facts.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
            else:
                layout.addWidget(box)
        layout.addWidget(self.further)
        self.again.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.again.setToolTip(
            translate("editor", "The run's captioner writes again, using what you have entered about the photo")
        )
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focused(self) -> str | None:
        """The field that has the keyboard focus; None if none has."""
        return next((name for name, box in self.fields.items() if box.isAncestorOf(self._focus_widget())), None)

    def least_width(self) -> int:
        """The width in pixels that the fields and their heads need, with the scroll bar."""
        bar = self.verticalScrollBar()
        beside = 2 * _MARGIN + (bar.sizeHint().width() if bar is not None else 0)
        return beside + max(self.fields[name].head_width() for name in TEXTS)

    def set_speller(self, speller: Speller) -> None:
        """Underline words that this speller does not know, in the prose fields."""
        for box in self.fields.values():
            if isinstance(box, TextField):
                box.set_speller(speller)

    def set_vocabulary(self, terms: Sequence[tuple[str, str]]) -> None:
        """Offer these terms as keywords, each with what it implies."""
        keywords = self.fields["keywords"]
        if isinstance(keywords, KeywordField):
            keywords.set_vocabulary(terms)

    def _focus_widget(self) -> QWidget:
        window = self.window()
        return (window.focusWidget() if window else None) or self

    def show_decision(self, session: Session, place: int | None, name: str, row: Mapping[str, object] | None) -> None:
        """Show what was decided about a text, and offer to decide if there is one."""
        decidable = name in TEXTS and row is not None and row["outcome"] != "failed" and bool(row[name])
        marked = session.snapshot.field_decisions(place).get(name) if place is not None else None
        said, role = "", "good"
        if marked is not None and marked.decision == "rejected":
            said, role = translate("editor", "✗ rejected by {}: {}").format(marked.reviewer, marked.reason), "error"
        elif marked is not None:
            said = translate("editor", "✓ approved by {}").format(marked.reviewer)
        self.fields[name].set_decision(said, role, decidable=decidable)

    def show_further(self, session: Session, row: Mapping[str, Any] | None) -> None:
        """Show the declared columns of stages in words, such as people or species."""
        lines = further.lines(session.review_set.further, row) if row is not None else ()
        self.further.setText(breakable("\n".join(lines)))
        self.further.setVisible(bool(self.further.text()))
