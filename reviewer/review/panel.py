"""The panel on the right: the state of the current photo, and its texts, evidence or history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from reviewer.review import evidence_page, history_page
from reviewer.review.claims_box import ClaimsBox
from reviewer.review.editor import Editor
from reviewer.review.history_tab import HistoryTab
from reviewer.review.tone_box import ToneBox
from reviewer.widgets import badges
from reviewer.widgets.fitted_text import fitted
from reviewer.widgets.operations import Operations
from runner.review.language import term, translate
from runner.review.session import Session
from runner.review.snapshot import State
from runner.review.wording import failure, named, reasons, word
from runner.schema import Finding

LOAD_MS = 60
"""Milliseconds before evidence is read: nobody looks at it while stepping from photo to photo."""

_MARGIN, _SPACING = 12, 6
"""Pixels beside the buttons, and between them."""

_HEAD, _LINES = 0.22, 2
"""The text about a photo's state gets this fraction of the height, and at least this number of lines."""

TABS = ("texts", "evidence", "history")


class Panel(QFrame):
    """The head, the tabs, and the buttons for decisions."""

    def __init__(self, session: Session, editor: Editor, reading: Operations) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._session, self.editor, self._reading = session, editor, reading
        self._place: int | None = None
        self._said = ""  # the complete text about the state of the photo
        self._mark, self._name, self._about = QLabel(), QLabel(), QLabel()
        self._name.setProperty("role", "head")
        self._about.setProperty("role", "small")
        for label in (self._name, self._about):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.claims = ClaimsBox(session, reading)
        self.tones = ToneBox(session, reading)
        self.evidence, self.history_tab = QTextBrowser(), HistoryTab()
        self.history = self.history_tab.page
        self.evidence.setAccessibleName(translate("panel", "Evidence"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(translate("panel", "Texts, evidence, history"))
        bar = self.tabs.tabBar()
        if bar is not None:
            bar.setAccessibleName(translate("panel", "Texts, evidence, history"))
        self._load_soon = QTimer(self)
        self._load_soon.setSingleShot(True)
        self._load_soon.setInterval(LOAD_MS)
        self._load_soon.timeout.connect(self._load)
        self.approve, self.reject, self.reset = (QPushButton() for _ in range(3))
        self.approve.setProperty("role", "primary")
        self._build()
        self._file_name = ""  # that approval would give the photo
        self.history_tab.chosen.connect(self._load_soon.start)
        editor.checked.connect(self._checked)
        editor.renamed.connect(self._renamed)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 0)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._name)
        texts.addWidget(self._about)
        head.addLayout(texts, 1)
        evidence = QWidget()
        column = QVBoxLayout(evidence)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tones)
        column.addWidget(self.evidence, 1)
        for page, title in ((self.editor, translate("panel", "Texts")), (evidence, translate("panel", "Evidence")),
                            (self.history_tab, translate("panel", "History"))):  # fmt: skip
            self.tabs.addTab(page, title)
        self.tabs.currentChanged.connect(lambda _tab: self._load_soon.start())
        self.tabs.currentChanged.connect(lambda tab: self.claims.setVisible(tab == 0))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(_MARGIN, 6, _MARGIN, 10)
        buttons.setSpacing(_SPACING)
        for button in (self.approve, self.reject, self.reset):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.claims)
        layout.addLayout(buttons)

    def buttons(self) -> dict[str, QPushButton]:
        """The buttons by action name."""
        return {"approve": self.approve, "reject": self.reject, "reset": self.reset, "generate": self.editor.again}

    def show_session(self, session: Session) -> None:
        """Show photos of this session from now on."""
        self._session = session
        self.editor.show_session(session)
        self.claims.show_session(session)
        self.tones.show_session(session)

    def show_place(self, place: int | None, chosen: int) -> None:
        """Show a photo; `chosen` is how many are selected with it."""
        self._place = place
        self._file_name = str(self._session.snapshot.row(place)["file_name"] or "") if place is not None else ""
        self.editor.show_place(place)
        self.claims.show_place(place)
        self.tones.show_place(place)
        self._head(chosen)
        self._load_soon.start()

    def show_chosen(self, chosen: int) -> None:
        """Update the number of photos that are selected with the current one."""
        self._head(chosen)

    def polish(self) -> None:
        """Polish all widgets in advance, so that the first photo appears sooner."""
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()

    def fit_width(self) -> None:
        """Set a minimum width at which the texts of the buttons and above the fields fit, whatever the language."""
        buttons = sum(button.sizeHint().width() for button in (self.approve, self.reject, self.reset))
        self.setMinimumWidth(max(buttons + 2 * _SPACING + 2 * _MARGIN, self.editor.least_width()))

    def refresh(self, places: Sequence[int], chosen: int) -> None:
        """Refresh the panel if the current photo is among those that changed."""
        self.editor.refresh(places)
        self.claims.refresh(places)
        if self._place in places:
            self._head(chosen)
            self._load_soon.start()

    def is_quiet(self) -> bool:
        """True if no read or check is due."""
        return (
            not self._load_soon.isActive()
            and self.editor.is_quiet()
            and self.claims.is_quiet()
            and self.tones.is_quiet()
        )

    def look(self, tab: str) -> None:
        """Show one of the `TABS`."""
        self.tabs.setCurrentIndex(TABS.index(tab))

    def _head(self, chosen: int) -> None:
        for button in (self.approve, self.reject, self.reset):
            button.setEnabled(self._place is not None)
        if self._place is None:
            self._mark.clear()
            self._name.setText(translate("panel", "No photo"))
            self._say(translate("panel", "No photo matches this filter. Ctrl+Shift+F shows all photos."))
            return
        snapshot = self._session.snapshot
        row, state = snapshot.row(self._place), snapshot.state(self._place)
        self._mark.setPixmap(badges.icon(state, 22).pixmap(22, 22))
        name = str(row["source_path"]).rpartition("/")[2]
        self._name.setText(self._and_more(name, chosen - 1))
        self._say(self._sentence(row, state))

    def _say(self, sentence: str) -> None:
        """Show the state of the photo and the name that it would get. It is cut to fit; the tooltip has all of it."""
        self._said = sentence
        metrics, (about, _, name) = self._about.fontMetrics(), sentence.partition("\n→ ")
        room = max(self.width() - 70, 1)
        lines = max(_LINES, int(self.height() * _HEAD / metrics.lineSpacing()) - bool(name))
        shown = fitted(metrics, about, room, lines * metrics.lineSpacing())
        if name:
            shown += f"\n→ {metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)}"
        self._about.setText(shown)
        self._about.setToolTip(sentence)
        self._about.setAccessibleName(sentence)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Fit the text about the state to the new size."""
        super().resizeEvent(event)
        self._say(self._said)

    def _and_more(self, name: str, more: int) -> str:
        return translate("panel", "{} and %Ln more photo(s)", "", more).format(name) if more else name

    def _sentence(self, row: Any, state: State) -> str:
        said = [word(state)]
        decided = self._session.snapshot.decision(row["item_id"])
        if state in ("approved", "rejected", "lapsed") and decided:
            said[0] += translate("panel", " by {}").format(decided.reviewer)
            said[0] += f": {decided.reason}" if decided.reason else ""
        elif state == "failed":
            said[0] += f": {failure(row) or '?'}"
        elif state == "blocked":
            own = bool(row["edited"])
            reason = self._returned() or (None if own else reasons(row))
            rules = ", ".join(term("rule", rule) for rule in row["findings"])
            said[0] += f": {reason or rules or '?'}"
        if self._file_name:
            said.append(f"→ {self._file_name}")
        return "\n".join(said)

    def _renamed(self, place: int, name: str) -> None:
        """Update the name that the photo would get on approval with what is being typed."""
        if place == self._place and name != self._file_name:
            self._file_name = name
            self._say(self._sentence(self._session.snapshot.row(place), self._session.snapshot.state(place)))

    def _returned(self) -> str:
        """Which texts were rejected, by whom and why; empty if none were."""
        returned = self._session.snapshot.returned(self._place) if self._place is not None else {}
        said = translate("panel", "{} rejected by {}, {}")
        return "; ".join(said.format(named(n), m.reviewer, m.reason) for n, m in returned.items())

    def _checked(self, place: int, findings: Sequence[Finding]) -> None:
        """Say while typing whether the texts in the fields could be approved."""
        state = self._session.snapshot.state(place)
        if place != self._place or state not in ("blocked", "mended") or self._returned():
            return
        errors = [finding for finding in findings if finding.severity == "error"]
        row = self._session.snapshot.row(place)
        if state == "blocked" and not errors and row["edited"]:
            self._say(translate("panel", "fixed by hand: ready to approve"))

    def _load(self) -> None:
        """Read the evidence or the history if its tab is shown."""
        if self._place is None or self.tabs.currentIndex() == 0:
            return
        session, place = self._session, self._place
        review_set, item = session.review_set, session.snapshot.items[place]
        if self.tabs.currentIndex() == 1:
            self._reading.submit(lambda: evidence_page.gather(review_set, item), partial(self._show_evidence, place))
        else:
            self._reading.submit(lambda: history_page.gather(session, item), partial(self._show_history, place))

    def _show_evidence(self, place: int, found: Any) -> None:
        if place == self._place:
            further = self._session.review_set.further
            self.evidence.setHtml(evidence_page.page(self._session.snapshot, place, found, further))

    def _show_history(self, place: int, found: history_page.History) -> None:
        if place == self._place:
            self.history.setHtml(history_page.page(self._session.snapshot, place, found, self.history_tab.field()))
