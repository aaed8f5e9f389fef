"""Exchanges names with other programs: imports them from XMP and Picasa, and writes them as XMP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.widgets.writing import Writing
from runner.review.language import number, percent, translate
from runner.review.many_files import GoOn
from runner.review.people import exchanging
from runner.review.people.desk import PeopleDesk


class ExchangeDialog(QDialog):
    """Import and export work file by file, show their progress, and can be stopped between two files."""

    changed = pyqtSignal(str)  # people have changed; with a sentence about it

    def __init__(self, desk: PeopleDesk, sets: Mapping[str, Path], writing: Writing, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._sets, self._writing = desk, sets, writing
        self.set, self.folder, self.browse = QComboBox(), QLineEdit(), QPushButton("…")
        self.take = QPushButton(translate("people_exchange", "Import names"))
        self.write = QPushButton(translate("people_exchange", "Write XMP files"))
        self.stop = QPushButton(translate("people_exchange", "Stop"))
        self.close_it = QPushButton(translate("people_exchange", "Close"))
        self.sentence, self.bar = QLabel(), QProgressBar()
        self._build()
        self._connect()
        self._show_working(on=False)

    def done(self, code: int) -> None:
        """Stop the work in progress after the current file and close."""
        self._writing.stop()
        super().done(code)

    def _build(self) -> None:
        self.setWindowTitle(translate("people_exchange", "Exchange names with other programs"))
        self.set.addItems(list(self._sets))
        self.set.setAccessibleName(translate("people_exchange", "Set"))
        self.folder.setText(str(Path("people-xmp").absolute()))
        self.folder.setAccessibleName(translate("people_exchange", "Folder of the XMP files"))
        self.browse.setAccessibleName(translate("people_exchange", "Choose where"))
        self.bar.setAccessibleName(translate("people_exchange", "Progress"))
        self.bar.setTextVisible(False)
        form, place, working, row = QFormLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse)
        form.addRow(self.set.accessibleName(), self.set)
        form.addRow(_note(_of_import()))
        form.addRow("", self.take)
        form.addRow(_note(_of_export()))
        form.addRow(self.folder.accessibleName(), place)
        form.addRow("", self.write)
        working.addWidget(self.bar, 1)
        working.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.close_it)
        self.sentence.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.sentence)
        layout.addLayout(working)
        layout.addStretch(1)
        layout.addLayout(row)
        self.resize(680, 420)

    def _connect(self) -> None:
        self.take.clicked.connect(lambda _checked: self._take_in())
        self.write.clicked.connect(lambda _checked: self._write())
        self.browse.clicked.connect(lambda _checked: self._browse())
        self.stop.clicked.connect(lambda _checked: self._writing.stop())
        self.close_it.clicked.connect(self.reject)
        self._writing.went_on.connect(self._show_progress)
        self.folder.textEdited.connect(lambda _text: self._show_working(on=False))

    def _take_in(self) -> None:
        self._start(partial(exchanging.take_in, self._desk, self._run()), self.changed.emit)

    def _write(self) -> None:
        folder = Path(self.folder.text().strip()).expanduser()
        self._start(partial(exchanging.write, self._desk, self._run(), folder), self.changed.emit)

    def _run(self) -> Path:
        return self._sets[self.set.currentText()]

    def _browse(self) -> None:
        title = translate("people_exchange", "Folder")
        if name := QFileDialog.getExistingDirectory(self, title, self.folder.text()):
            self.folder.setText(name)

    def _start(self, work: Callable[[GoOn], str], then: Callable[[str], object]) -> None:
        self._show_working(on=True)

        def done(sentence: str) -> None:
            self._ended(sentence)
            then(sentence)

        self._writing.start(work, done, self._ended)

    def _ended(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self._show_working(on=False)

    def _show_progress(self, done: int, every: int) -> None:
        self.bar.setRange(0, every)
        self.bar.setValue(done)
        said = translate("people_exchange", "{} of {} photos ({})")
        self.sentence.setText(said.format(number(done), number(every), percent(done / every)))

    def _show_working(self, *, on: bool) -> None:
        there = bool(self._sets) and not on
        for widget in (self.set, self.folder, self.browse, self.take):
            widget.setEnabled(there)
        self.write.setEnabled(there and bool(self.folder.text().strip()))
        self.bar.setVisible(on)
        self.stop.setVisible(on)
        self.bar.setRange(0, 0)


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    return label


def _of_import() -> str:
    return translate(
        "people_exchange",
        "Names that Lightroom, digiKam, Picasa and others gave to faces, in the photos or in files beside "
        "them. Your own answers stay; photos are only read.",
    )


def _of_export() -> str:
    return translate(
        "people_exchange",
        "A file such as IMG_1.JPG.xmp for each photo with named faces, for those programs. Photos and the "
        "files beside them are not changed, nor is any file in that folder that was not written by this "
        "program.",
    )
