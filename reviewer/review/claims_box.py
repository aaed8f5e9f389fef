"""What the witnesses say about the current photo's texts: a line that unfolds. It is read in the background."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QResizeEvent
from PyQt6.QtWidgets import QTextBrowser, QToolButton, QVBoxLayout, QWidget

from reviewer.review import claims_page
from reviewer.widgets.operations import Operations
from runner.review.language import translate
from runner.review.session import Session
from runner.text.claims.shown import Account

_READ_MS = 60
"""Milliseconds before evidence is read: nobody looks at it while stepping from photo to photo."""

_MOST = 136
"""Maximum height of the page in pixels; a longer page scrolls."""

_FRAME = 52
"""Width in pixels of what is beside the text of the page: margins, frame and scroll bar."""


class Links(QTextBrowser):
    """A page that reports the link under the pointer or reached by Tab; Qt itself only reports the pointer."""

    pointed_at = pyqtSignal(str)  # the address of a link, empty when it is left

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.highlighted.connect(lambda link: self.pointed_at.emit(link.toString()))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Go to the next link, or out of the page after the last one."""
        stayed = super().focusNextPrevChild(forward)
        cursor = self.textCursor()
        self.pointed_at.emit(cursor.charFormat().anchorHref() if stayed and cursor.hasSelection() else "")
        return stayed

    def focusOutEvent(self, event: QFocusEvent | None) -> None:  # noqa: N802
        """Report that no link is pointed at any more."""
        super().focusOutEvent(event)
        self.pointed_at.emit("")


class ClaimsBox(QWidget):
    """Unfolded if a claim is contradicted. Takes no room if no claim was weighed."""

    account_read = pyqtSignal(int, object)  # place of a photo, and its account
    pointed_at = pyqtSignal(object)  # numbers of the regions where the witnesses of a claim saw it

    def __init__(self, session: Session, reading: Operations) -> None:
        super().__init__()
        self._session, self._reading = session, reading
        self._place: int | None = None
        self._account = Account()
        self.head, self.page = QToolButton(), Links()
        self.head.setProperty("role", "quiet")
        self.head.setCheckable(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.head.toggled.connect(self._unfold)
        self.page.setProperty("role", "claims")
        self.page.setAccessibleName(translate("claims", "What the witnesses say"))
        self.page.pointed_at.connect(self._point)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(2)
        layout.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.page)
        self._read_soon = QTimer(self)
        self._read_soon.setSingleShot(True)
        self._read_soon.setInterval(_READ_MS)
        self._read_soon.timeout.connect(self._read)
        self._show(Account())

    def show_session(self, session: Session) -> None:
        """Show photos of this session from now on."""
        self._session = session

    def show_place(self, place: int | None) -> None:
        """Show the claims of a photo once its evidence has been read."""
        self._place = place
        self._show(Account())
        self._read_soon.start()

    def refresh(self, places: Sequence[int]) -> None:
        """Read the claims again if the current photo is among these."""
        if self._place in places:
            self._read_soon.start()

    def is_quiet(self) -> bool:
        """True if no read is due."""
        return not self._read_soon.isActive()

    def _read(self) -> None:
        if self._place is not None:
            self._reading.submit(partial(self._session.account, self._place), partial(self._arrived, self._place))

    def _arrived(self, place: int, account: Account) -> None:
        if place == self._place:
            self._show(account)
            self.account_read.emit(place, account)

    def _show(self, account: Account) -> None:
        self._account = account
        self.head.setVisible(bool(account.claims))
        said = claims_page.summary(account)
        self.head.setText(translate("claims", "Claims: {}").format(said))
        self.head.setAccessibleName(self.head.text())
        self.page.setHtml(claims_page.page(account))
        self.head.setChecked(bool(account.standing("contradicted")))
        self._unfold(self.head.isChecked())

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Adapt the height, because another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _unfold(self, unfolded: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.page.setVisible(unfolded and bool(self._account.claims))
        self._fit()

    def _fit(self) -> None:
        """Make the page as high as its claims, up to `_MOST`."""
        document = self.page.document()
        if document is not None:
            document.setTextWidth(self.width() - _FRAME)
            self.page.setFixedHeight(min(round(document.size().height()) + 12, _MOST))

    def _point(self, link: str) -> None:
        self.pointed_at.emit(self._account.claims[int(link)].seen if link.isdecimal() else ())
