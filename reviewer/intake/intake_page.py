"""New sets: folders become rows, a person enters what they show, and their runs are started."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PyQt6.QtCore import QPoint
from PyQt6.QtGui import QCloseEvent
from PyQt6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from reviewer.intake import suggestions
from reviewer.intake.actions import ACTIONS, OF_A_ROW
from reviewer.intake.captioner_question import CaptionerQuestion
from reviewer.intake.draft_keeper import DraftKeeper
from reviewer.intake.empty_intake import EmptyIntake
from reviewer.intake.problem_checker import ProblemChecker
from reviewer.intake.row import Row
from reviewer.intake.row_list import RowList
from reviewer.intake.row_work import RowWork
from reviewer.intake.set_form import SetForm
from reviewer.intake.start_bar import StartBar
from reviewer.intake.yaml_dialog import YamlDialog, copy_text
from reviewer.widgets.destinations import Runs
from reviewer.widgets.folder_drop import FolderDrop
from reviewer.widgets.page import Page
from reviewer.widgets.page_stack import PageStack
from runner.errors import RunnerError
from runner.intake import planned as planning
from runner.intake import starting
from runner.intake.captioner_choice import CaptionerChoice
from runner.intake.intake import Intake
from runner.intake.starting import Outcome
from runner.review.language import spoken, translate
from runner.review.settings import Settings
from runner.service.queue import Queue


class IntakePage(Page):
    """The planned sets on the left, the form of the current one on the right, the buttons that start them below.

    What is typed is kept in a file of the user until the set is started or removed.
    """

    topic = "intake"

    def __init__(self, intake: Intake, folders: Sequence[Path], runs: Path, own: Settings) -> None:
        super().__init__(own)
        self._runs, self._queue, self._starting = runs, Queue(runs), False
        self.setWindowTitle(translate("intake", "New sets"))
        self.rows, self.form, self.bar, self.empty = RowList(), SetForm(), StartBar(), EmptyIntake()
        self.add = QPushButton(translate("intake", "Add a folder …"))
        self.stack = PageStack()
        self.work, self._drafts = RowWork(self.rows, runs, self), DraftKeeper(intake.planned, self.operations, self)
        self._checks = ProblemChecker(self.operations, self)
        self._captioners = CaptionerQuestion(planning.runs_option(runs), self)
        self._build()
        self._connect()
        self.make_actions(ACTIONS, self._commands())
        self.form.complete(intake.earlier)
        self.work.restore(intake.planned)
        self.work.add_folders(folders)
        self._arrange()
        if intake.lost is not None:
            self.say(translate("intake", "Your earlier plans cannot be read. The file is kept: {}").format(intake.lost))
        (self.rows if self.rows.count() else self.empty.begin).setFocus()

    def choose_folder(self) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self, translate("intake", "Folder of photos"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.work.add_folders([Path(path)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- starting ---

    def start(self, rows: Sequence[Row]) -> None:
        """Write the files of these sets and queue their runs; then the page of runs is shown."""
        ready = [row.planned for row in rows if row.can_start()]
        at, queue = self.bar.not_before(datetime.now()), self._queue
        if ready and not self._starting:
            self._starting = True
            self.operations.submit(lambda: starting.start(ready, queue, at), self._started, self._not_started)

    def _started(self, outcome: Outcome) -> None:
        self._starting = False
        self.work.take_out(outcome.started)
        self.work.mark_written([*outcome.started, *(planned for planned, _ in outcome.refused)])
        self._changed()
        if outcome.refused:
            self.say(" ".join(f"{planned.name}: {said}" for planned, said in outcome.refused))
        elif not self.rows.count() or len(outcome.started):
            self.go(Runs())

    def _not_started(self, problem: str) -> None:
        self._starting = False
        self.say(problem)

    def copy_command(self) -> None:
        """Copy the command line of the current set to the clipboard."""
        row = self.rows.current()
        if row is not None:
            command = planning.command(row.planned, self._runs)
            copy_text(command)
            self.say(translate("intake", "Copied: {}").format(command))

    def show_yaml(self) -> None:
        """Show the set file of the current row."""
        row = self.rows.current()
        if row is None:
            return
        try:
            text = planning.file_text(row.planned)
        except RunnerError as error:
            self.say(error.in_words(spoken()))
        else:
            YamlDialog(str(planning.file_of(row.planned.name)), text, self).open()

    # --- the page ---

    def is_quiet(self) -> bool:
        """True if no work in progress will change what is shown or saved."""
        beside = (self.work.looks, self._captioners, self._checks, self._drafts)
        return super().is_quiet() and all(each.is_idle() for each in beside)

    def repaint_all(self) -> None:
        """Lay the rows out again, because they are painted by hand."""
        self.rows.fit_text()
        self.empty.about.fit_text()

    def keep(self) -> None:
        """Write the plans that have not been written yet."""
        self._drafts.close()

    def unkept(self) -> str:
        """Why the plans could not be saved; empty if they were."""
        return self._drafts.refusal

    def try_again(self) -> None:
        """Try again to write the plans."""
        self._drafts.write()

    def discard(self) -> None:
        """Drop the plans that could not be written."""
        self._drafts.discard()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Stop the work in the background and save the plans for the next time."""
        self.work.looks.stop()
        self._captioners.stop()
        self._drafts.close()
        self.operations.close()
        super().closeEvent(event)

    def _changed(self) -> None:
        """The rows have changed: save them and check them for problems."""
        rows = self.rows.rows()
        self._drafts.keep([row.planned for row in rows])
        self._checks.check(rows)
        self._arrange()

    def _checked(self) -> None:
        for row in self.rows.rows():
            self.rows.renew(row)
        self.form.renew()
        self._arrange()

    def _renew(self, row: Row) -> None:
        self.rows.renew(row)
        if row is self.rows.current():
            self.form.show_row(row)
        self._arrange()

    def _arrange(self) -> None:
        rows, current = self.rows.rows(), self.rows.current()
        ready = sum(row.can_start() for row in rows)
        self.bar.show_count(ready, len(rows), current=current is not None and current.can_start())
        self.stack.setCurrentIndex(1 if rows else 0)
        viewport = self.rows.viewport()
        if viewport is not None:
            viewport.update()

    def _build(self) -> None:
        left, body, filled = QVBoxLayout(), QHBoxLayout(), QWidget()
        left.addWidget(self.rows, 1)
        left.addWidget(self.add)
        body.addLayout(left)
        body.addWidget(self.form, 1)
        column, title = QVBoxLayout(filled), QLabel(translate("intake", "New sets"))
        title.setProperty("role", "title")
        column.setContentsMargins(20, 14, 20, 8)
        column.addWidget(title)
        column.addLayout(body, 1)
        column.addWidget(self.bar)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(filled)
        self.setCentralWidget(self.stack)

    def _connect(self) -> None:
        self.rows.chosen.connect(self._show)
        self.rows.asked.connect(self._show_menu)
        self.form.changed.connect(self.work.edit)
        self.form.wished.connect(self.work.carry_out)
        self.work.changed.connect(self._changed)
        self.work.renewed.connect(self._renew)
        self.work.said.connect(self.say)
        self._drafts.failed.connect(self.say)
        self._drafts.kept.connect(self.work.take_in)
        self.form.settled.connect(self.work.settle)
        self._checks.checked.connect(self._checked)
        self._captioners.answered.connect(self._offer)
        for button in (self.add, self.empty.begin):
            button.clicked.connect(lambda _checked: self.choose_folder())
        self.bar.all.clicked.connect(lambda _checked: self.start(self.rows.rows()))
        self.bar.one.clicked.connect(lambda _checked: self._start_current())
        self.bar.command.clicked.connect(lambda _checked: self.copy_command())
        self.bar.yaml.clicked.connect(lambda _checked: self.show_yaml())
        FolderDrop(self).dropped.connect(self.work.add_folders)

    def _commands(self) -> dict[str, Callable[[], object]]:
        return {
            "add_folder": self.choose_folder,
            "start_all": lambda: self.start(self.rows.rows()),
            "start_one": self._start_current,
            "remove_row": self.work.remove_current,
            "duplicate_row": self.work.duplicate_current,
            "move_up": lambda: self._move(-1),
            "move_down": lambda: self._move(1),
            "split_folders": lambda: self.work.carry_out(suggestions.SPLIT_BY_FOLDER),
            "look_again": self.work.look_again,
            "give_up_look": self.work.give_up_look,
            "copy_command": self.copy_command,
            "show_yaml": self.show_yaml,
        }

    def _show(self, row: Row | None) -> None:
        if row is not None:
            self.form.show_row(row)
        self._arrange()

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self.actions_by_name[name] for name in OF_A_ROW])
        menu.popup(at)

    def _move(self, step: int) -> None:
        self.rows.move_current(step)
        self._changed()

    def _start_current(self) -> None:
        row = self.rows.current()
        if row is not None:
            self.start([row])

    def _offer(self, choices: list[CaptionerChoice]) -> None:
        self._checks.offer(choices)
        self.form.offer_captioners(choices)
        self._changed()
