"""Works on the rows of the intake: creates them from folders, scans, edits, splits and removes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.intake import suggestions
from reviewer.intake.looks import Looks
from reviewer.intake.row import Row
from reviewer.intake.row_list import RowList
from runner import user_folder
from runner.composition.set_names import free_name
from runner.errors import RunnerError
from runner.intake import planned as planning
from runner.intake import splitting
from runner.intake.draft_merging import merged, settled
from runner.intake.planned import PlannedSet
from runner.intake.request import USUAL_SAMPLE, Request
from runner.intake.told import Told
from runner.review.language import spoken, translate


class RowWork(QObject):
    """Carries out what a person asks for a row, and receives the results of the scans."""

    changed = pyqtSignal()  # the plans have changed
    renewed = pyqtSignal(object)  # a Row that has to be shown again
    said = pyqtSignal(str)

    def __init__(self, rows: RowList, runs: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.list, self._runs = rows, runs
        self.looks = Looks(self)
        self.looks.told.connect(self._heard)
        self.looks.ended.connect(self._looked)

    def restore(self, planned: Sequence[PlannedSet]) -> None:
        """Show rows that were planned before."""
        for each in planned:
            self._insert(Row(each))

    def take_in(self, kept: Sequence[PlannedSet], written: Sequence[PlannedSet]) -> None:
        """Merge the changes of other windows to the rows that were `written` with what was typed here meanwhile."""
        if list(kept) == list(written):
            return
        rows = {row.planned.key: row for row in self.list.rows()}
        now = merged(written, [row.planned for row in rows.values()], kept)
        for planned in now:
            row = rows.pop(planned.key, None)
            if row is None:
                self._insert(Row(planned))
            elif row.planned != planned:
                row.planned = planned
                self.renewed.emit(row)
        for row in rows.values():
            self.looks.give_up(row)
        self.list.take_out(rows.values())
        self.changed.emit()

    def take_out(self, started: Sequence[PlannedSet]) -> None:
        """Remove the rows of sets that were started, except those that were edited since."""
        known = {planned.key: planned for planned in started}
        gone = [row for row in self.list.rows() if _as_written(row.planned) == known.get(row.planned.key)]
        for row in gone:
            self.looks.give_up(row)
        self.list.take_out(gone)

    def mark_written(self, tried: Sequence[PlannedSet]) -> None:
        """Note that these sets have a file now, which later edits change."""
        written = {(planned.key, planned.name) for planned in tried if planned.changes}
        for row in self.list.rows():
            if (row.planned.key, row.planned.name) in written:
                row.planned = _as_written(row.planned)

    def settle(self, name: str, text: str) -> None:
        """Resolve a field of the current row that has two texts, from two windows, to `text`."""
        row = self.list.current()
        if row is not None:
            row.planned = settled(row.planned, name, text)
            self.changed.emit()
            self.renewed.emit(row)

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Make a row for each folder; one that has a row already becomes current instead."""
        for folder in folders:
            known = next((row for row in self.list.rows() if row.planned.folder == str(folder)), None)
            if known is None:
                self._insert(known := Row(PlannedSet(str(folder), free_name(folder.name, self._names()))))
            self.list.choose(known)
        self.changed.emit()

    def remove_current(self) -> None:
        """Remove the current row from the page; its folder is not touched."""
        row = self.list.current()
        if row is not None:
            self.looks.give_up(row)
            self.list.take_out([row])
            self.changed.emit()

    def duplicate_current(self) -> None:
        """Put a second row for the same folder below the current one."""
        row = self.list.current()
        if row is not None:
            name = free_name(row.planned.name, self._names())
            self._insert(Row(row.planned.another(name=name, changes=False)), self.list.place(row) + 1)
            self.changed.emit()

    def _insert(self, row: Row, place: int | None = None) -> None:
        self.list.insert(row, place)
        self._look(row, USUAL_SAMPLE)

    def _names(self) -> list[str]:
        return [row.planned.name for row in self.list.rows()]

    def _replace(self, row: Row, made: Sequence[PlannedSet]) -> None:
        """Replace a row with its parts."""
        place = self.list.place(row)
        self.looks.give_up(row)
        self.list.take_out([row])
        for number, planned in enumerate(made):
            self._insert(Row(planned), place + number)
        self.list.setCurrentRow(place)
        self.changed.emit()

    def _look(self, row: Row, sample: int) -> None:
        row.forget_look()
        row.looking = "waiting"
        folders, planned = tuple(user_folder.words()), row.planned
        self.looks.look(row, Request(planned.folder, str(self._runs), planned.exclude, sample, folders))

    def _heard(self, row: Row, told: Told) -> None:
        row.take(told)
        if row.looking == "waiting":
            row.looking = "listing"
        proposal = row.proposal
        if proposal is not None and told is proposal and "rules" not in row.touched and not row.planned.changes:
            row.planned = replace(row.planned, rules=proposal.rules)
            self.changed.emit()
        self.renewed.emit(row)

    def _looked(self, row: Row, problem: str) -> None:
        row.looking = ""
        if problem and row.survey is None:
            row.trouble = problem
        elif problem:
            row.unrecognised = problem
        if row.to_split:
            row.to_split = False
            self._split(lambda: self._by_subject(row), row)
        self.changed.emit()
        self.renewed.emit(row)

    def give_up_look(self) -> None:
        """Cancel the scan for the current row; what was found so far stays."""
        row = self.list.current()
        if row is not None and self.looks.is_at(row):
            self.looks.give_up(row)
            row.looking, row.to_split = "", False
            if row.survey is None:
                row.trouble = translate("intake", "You stopped the scan of this folder. F5 scans again.")
            self.renewed.emit(row)

    def look_again(self) -> None:
        """Scan the folder of the current row again."""
        row = self.list.current()
        if row is not None:
            self._look(row, USUAL_SAMPLE)
            self.changed.emit()
            self.renewed.emit(row)

    def edit(self, planned: PlannedSet, name: str) -> None:
        """Apply a person's edit to the current row; `name` is the field that changed."""
        row = self.list.current()
        if row is not None:
            renamed = planned.name != row.planned.name
            row.planned = replace(planned, changes=False) if renamed else planned
            row.touched.add(name)
            self.changed.emit()

    def carry_out(self, wish: str) -> None:
        """Carry out for the current row what a button of `suggestions` asks for."""
        row = self.list.current()
        if row is None:
            return
        if wish == suggestions.SPLIT_BY_FOLDER:
            self._split(lambda: self._by_subfolder(row), row)
        elif wish == suggestions.SPLIT_BY_SUBJECT:
            self._split_by_subject(row)
        elif wish == suggestions.OTHER_NAME:
            row.planned = replace(row.planned, name=free_name(row.planned.name, self._names()))
        elif wish == suggestions.LOAD:
            self._load(row)
        self.changed.emit()
        self.renewed.emit(row)

    def _split_by_subject(self, row: Row) -> None:
        """Split by subject. If some photos have not been looked at, that is done first, and the split follows."""
        survey, proposal = row.survey, row.proposal
        if survey is None or proposal is None:
            return
        if proposal.looked_at >= survey.photos:
            self._split(lambda: self._by_subject(row), row)
            return
        row.to_split = True
        self._look(row, survey.photos)

    def _split(self, parts: Callable[[], list[PlannedSet]], row: Row) -> None:
        try:
            made = parts()
        except RunnerError as error:
            self.said.emit(error.in_words(spoken()))
            return
        if made:
            self._replace(row, made)

    def _load(self, row: Row) -> None:
        try:
            row.planned = planning.loaded(row.planned)
        except RunnerError as error:
            self.said.emit(error.in_words(spoken()))

    def _by_subfolder(self, row: Row) -> list[PlannedSet]:
        if row.survey is None:
            return []
        taken = [name for name in self._names() if name != row.planned.name]
        return splitting.by_subfolder(row.planned, row.survey.subfolders, row.survey.photos, taken)

    def _by_subject(self, row: Row) -> list[PlannedSet]:
        if row.proposal is None:
            return []
        taken = [name for name in self._names() if name != row.planned.name]
        return splitting.by_recognition(row.planned, row.proposal, taken)


def _as_written(planned: PlannedSet) -> PlannedSet:
    """The plan once its file exists."""
    return replace(planned, changes=True)
