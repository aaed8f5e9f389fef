"""Asks what to do with the picks: show them in the review, or write a list, links, stars or a label. Previews each."""

from __future__ import annotations

import shlex
from pathlib import Path

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.widgets.operations import Operations
from runner.review import rating_words
from runner.review.language import number, percent, translate
from runner.review.picks.desk import PicksDesk
from runner.review.picks.exports import AsLabel, AsLinks, AsList, AsStars, Export, Plan, command
from runner.store.ratings import COLOURS, STARS

_SHOWN = 500
"""At most so many lines of a plan are listed; the sentence above them says how many there are."""

_PAUSE_MS = 300


class ExportDialog(QDialog):
    """Computes a plan in the background whenever the choice changes."""

    wanted = pyqtSignal(object)  # an Export to carry out
    reviewed = pyqtSignal(str)  # a filter to show in the review
    set_wanted = pyqtSignal(object)  # the folder to make a set from
    said = pyqtSignal(str)
    stopped = pyqtSignal()  # stop writing after the current file

    def __init__(self, desk: PicksDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._planning = desk, Operations(self)
        set_name = desk.session.review_set.set_name
        self.ways = {
            "review": QRadioButton(translate("export_picks", "Show them in the review")),
            "label": QRadioButton(translate("export_picks", "Colour label (a filter in the review)")),
            "list": QRadioButton(translate("export_picks", "List (CSV)")),
            "links": QRadioButton(translate("export_picks", "Folder of hard links")),
            "stars": QRadioButton(translate("export_picks", "Stars in XMP")),
        }
        self.path = QLineEdit(str(Path(f"{set_name}-picks.csv").absolute()))
        self.folder = QLineEdit(str(Path(f"{set_name}-picks").absolute()))
        self.colour, self.stars = QComboBox(), QComboBox()
        self.browse = {"list": QPushButton("…"), "links": QPushButton("…")}
        self.sentence, self.lines = QLabel(), QListWidget()
        self.do, self.copy = QPushButton(), QPushButton(translate("export_picks", "Copy as command"))
        self.close_it = QPushButton(translate("export_picks", "Close"))
        self.bar, self.stop_it = QProgressBar(), QPushButton(translate("export_picks", "Stop"))
        self._filter = ""
        self._linked: Path | None = None  # the folder of links that was made last
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._build()
        self._connect()
        self.ways["review"].setChecked(True)  # computes the first plan

    def way(self) -> str:
        """The name of the chosen way."""
        return next((name for name, button in self.ways.items() if button.isChecked()), "list")

    def export(self) -> Export | None:
        """The chosen export with the value of its field; None for the review, or if the field is empty."""
        text = {"list": self.path, "links": self.folder}.get(self.way())
        if text is not None and not text.text().strip():
            return None
        made: dict[str, Export] = {
            "list": AsList(Path(self.path.text().strip()).expanduser()),
            "links": AsLinks(Path(self.folder.text().strip()).expanduser()),
            "stars": AsStars(int(self.stars.currentData())),
            "label": AsLabel(str(self.colour.currentData())),
        }
        return made.get(self.way())

    def plan(self) -> None:
        """Compute the plan in the background and show what would be written."""
        export, desk = self.export(), self._desk
        self._soon.stop()
        self._filter, self._linked = "pick:keep" if self.way() == "review" else "", None
        self.do.setText(self._does())
        self.do.setEnabled(self.way() == "review")
        self.lines.clear()
        if export is None:
            self.sentence.setText(self._without_plan())
            return
        self.sentence.setText(translate("export_picks", "Checking what would be written …"))
        self._planning.submit(lambda: export.plan(desk), lambda plan: self._show(export, plan), self.sentence.setText)

    def show_progress(self, done: int, every: int) -> None:
        """Show how many of the files have been written."""
        self.bar.setRange(0, every)
        self.bar.setValue(done)
        said = translate("export_picks", "{} of {} written ({})")
        self.sentence.setText(said.format(number(done), number(every), percent(done / every)))

    def show_done(self, export: Export, sentence: str) -> None:
        """Say what was written. After a label, offer to show it in the review; after links, to make a set from them."""
        self._show_writing(on=False)
        self.sentence.setText(sentence)
        if isinstance(export, AsLabel):
            self._filter = f"label:{export.colour}"
            self.do.setText(translate("export_picks", "Show them in the review"))
            self.do.setEnabled(True)
        if isinstance(export, AsLinks):
            self._linked = export.folder
            self.do.setText(translate("export_picks", "Make a set from them"))
            self.do.setEnabled(True)

    def show_failed(self, sentence: str) -> None:
        """Say why nothing, or not everything, was written."""
        self._show_writing(on=False)
        self.sentence.setText(sentence)
        self.do.setEnabled(True)

    def is_quiet(self) -> bool:
        """True if the plan has been computed."""
        return self._planning.is_idle() and not self._soon.isActive()

    def done(self, code: int) -> None:
        """Close without waiting for the plan. Writing stops after the current file."""
        self.stopped.emit()
        self._planning.leave()
        super().done(code)

    # --- construction ---

    def _build(self) -> None:
        self.setWindowTitle(translate("export_picks", "Use the picks"))
        self._name_fields()
        group, grid = QButtonGroup(self), QGridLayout()
        fields: dict[str, QWidget] = {
            "label": self.colour, "list": self.path, "links": self.folder, "stars": self.stars,
        }  # fmt: skip
        for row, (name, button) in enumerate(self.ways.items()):
            group.addButton(button)
            grid.addWidget(button, row, 0)
            if name in fields:
                grid.addWidget(fields[name], row, 1)
            if name in self.browse:
                grid.addWidget(self.browse[name], row, 2)
        grid.setColumnStretch(1, 1)
        self.sentence.setWordWrap(True)
        self.do.setProperty("role", "primary")
        row_of_buttons = QHBoxLayout()
        row_of_buttons.addWidget(self.copy)
        row_of_buttons.addStretch(1)
        row_of_buttons.addWidget(self.close_it)
        row_of_buttons.addWidget(self.do)
        layout = QVBoxLayout(self)
        layout.addLayout(grid)
        layout.addWidget(self.sentence)
        writing = QHBoxLayout()
        writing.addWidget(self.bar, 1)
        writing.addWidget(self.stop_it)
        layout.addLayout(writing)
        layout.addWidget(self.lines, 1)
        layout.addLayout(row_of_buttons)
        self.bar.setTextVisible(False)  # the sentence has the numbers
        self._show_writing(on=False)
        self.resize(760, 560)

    def _name_fields(self) -> None:
        for name in COLOURS:
            self.colour.addItem(rating_words.colour(name), name)
        self.colour.setCurrentIndex(COLOURS.index("green"))
        for count in range(1, STARS + 1):
            self.stars.addItem(rating_words.stars(count), count)
        self.stars.setCurrentIndex(STARS - 2)
        self.colour.setAccessibleName(translate("export_picks", "Colour"))
        self.stars.setAccessibleName(translate("export_picks", "Stars"))
        self.path.setAccessibleName(translate("export_picks", "File of the list"))
        self.folder.setAccessibleName(translate("export_picks", "Folder of the links"))
        self.bar.setAccessibleName(translate("export_picks", "Progress"))
        self.lines.setAccessibleName(translate("export_picks", "What would be written"))
        for button in self.browse.values():
            button.setAccessibleName(translate("export_picks", "Choose where"))

    def _connect(self) -> None:
        self._soon.timeout.connect(self.plan)
        for button in self.ways.values():
            button.toggled.connect(lambda on: self.plan() if on else None)
        self.path.textEdited.connect(lambda _text: self._typed("list"))
        self.folder.textEdited.connect(lambda _text: self._typed("links"))
        self.colour.activated.connect(lambda _row: self._choose("label"))
        self.stars.activated.connect(lambda _row: self._choose("stars"))
        self.browse["list"].clicked.connect(lambda _checked: self._browse_file())
        self.browse["links"].clicked.connect(lambda _checked: self._browse_folder())
        self.do.clicked.connect(lambda _checked: self._do())
        self.copy.clicked.connect(lambda _checked: self._copy())
        self.close_it.clicked.connect(self.reject)
        self.stop_it.clicked.connect(lambda _checked: self.stopped.emit())

    # --- what a person does ---

    def _typed(self, way: str) -> None:
        self.ways[way].setChecked(True)
        self.do.setEnabled(False)
        self._soon.start()

    def _choose(self, way: str) -> None:
        if self.ways[way].isChecked():
            self.plan()
        else:
            self.ways[way].setChecked(True)

    def _browse_file(self) -> None:
        title, kinds = translate("export_picks", "List"), translate("export_picks", "Table (*.csv)")
        name, _kind = QFileDialog.getSaveFileName(self, title, self.path.text(), kinds)
        if name:
            self.path.setText(name)
            self._choose("list")

    def _browse_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, translate("export_picks", "Folder"), self.folder.text())
        if name:
            self.folder.setText(name)
            self._choose("links")

    def _do(self) -> None:
        export = self.export()
        if self._filter:
            self.reviewed.emit(self._filter)
        elif self._linked is not None:
            self.set_wanted.emit(self._linked)
        elif export is not None:
            self._show_writing(on=True)
            self.sentence.setText(translate("export_picks", "Writing …"))
            self.wanted.emit(export)

    def _copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(shlex.join(command(self._desk, self.export())))
            self.said.emit(translate("export_picks", "The command was copied."))
            self.sentence.setText(translate("export_picks", "The command was copied."))

    # --- what is shown ---

    def _show_writing(self, *, on: bool) -> None:
        """While files are being written, show progress and Stop, and disable the choices."""
        self.bar.setVisible(on)
        self.stop_it.setVisible(on)
        self.bar.setRange(0, 0)
        for widget in (*self.ways.values(), self.path, self.folder, self.colour, self.stars, *self.browse.values()):
            widget.setEnabled(not on)
        self.do.setEnabled(False)
        if on:
            self.stop_it.setFocus()

    def _show(self, export: Export, plan: Plan) -> None:
        if export != self.export():
            return
        self.sentence.setText(plan.sentence)
        self.lines.clear()
        self.lines.addItems(plan.lines[:_SHOWN])
        if len(plan.lines) > _SHOWN:
            self.lines.addItem(translate("export_picks", "… and %Ln more", "", len(plan.lines) - _SHOWN))
        self.do.setEnabled(bool(plan.lines))

    def _does(self) -> str:
        words = {
            "review": translate("export_picks", "Show them in the review"),
            "label": translate("export_picks", "Give the label"),
            "list": translate("export_picks", "Write the list"),
            "links": translate("export_picks", "Make the links"),
            "stars": translate("export_picks", "Write the stars"),
        }
        return words[self.way()]

    def _without_plan(self) -> str:
        if self.way() == "review":
            return translate("export_picks", "The filter pick:keep finds these photos, here and on the command line.")
        return translate("export_picks", "Choose where to write it.")
