"""Shows how a publish ended, with buttons that lead to what was published."""

from __future__ import annotations

from PyQt6.QtCore import QUrl, pyqtSignal
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from reviewer.publish import ending_page
from runner.review.language import translate
from runner.review.publish.ended import Ending


class EndingView(QWidget):
    """What happened, and buttons that open the folder, a page or the report, or publish the rest."""

    said = pyqtSignal(str)
    resumed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.page = QTextBrowser()
        self.page.setAccessibleName(translate("publish", "How it ended"))
        self.page.setOpenExternalLinks(True)
        self.folder = QPushButton(translate("publish", "Open folder"))
        self.site = QPushButton(translate("publish", "Open page"))
        self.report = QPushButton(translate("publish", "Open report"))
        self.rest = QPushButton(translate("publish", "Publish the rest"))
        self._addresses: dict[QPushButton, QUrl] = {}
        row, layout = QHBoxLayout(), QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button in (self.folder, self.site, self.report):
            row.addWidget(button)
            button.clicked.connect(lambda _checked, pressed=button: self._open(pressed))
        row.addStretch(1)
        row.addWidget(self.rest)
        self.rest.clicked.connect(lambda _checked: self.resumed.emit())
        layout.addWidget(self.page)
        layout.addLayout(row)

    def show_ending(self, ending: Ending) -> None:
        """Show how it ended; buttons that have nothing to open are hidden."""
        self.page.setHtml(ending_page.page(ending))
        there = {
            self.folder: QUrl.fromLocalFile(str(ending.folder)) if ending.folder else None,
            self.site: QUrl(ending.pages[0]) if ending.pages else None,
            self.report: QUrl.fromLocalFile(str(ending.report)) if ending.report else None,
        }
        self._addresses = {button: address for button, address in there.items() if address is not None}
        for button in there:
            button.setVisible(button in self._addresses)
        self.rest.setVisible(ending.is_resumable)

    def _open(self, button: QPushButton) -> None:
        address = self._addresses[button]
        if not QDesktopServices.openUrl(address):
            self.said.emit(translate("publish", "Nothing on this machine opens {}.").format(address.toDisplayString()))
