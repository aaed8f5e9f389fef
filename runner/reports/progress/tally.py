"""How far every stage of a run is, counted from what the engine tells."""

from __future__ import annotations

from dataclasses import dataclass

from runner.reports.pace import Pace
from runner.store.progress_file import StageProgress


@dataclass(slots=True)
class StageTally:
    """One stage, in photos."""

    name: str
    planned: int = 0  # that it had before it at the beginning
    certain: bool = True  # whether all of them will come
    reused: int = 0  # whose results earlier runs had
    kept: int = 0  # whose results of an earlier release still hold
    done: int = 0  # that came out of it in this run
    failed: int = 0  # of these
    todo: int = 0  # that it has before it, at most
    whole: bool = False  # whether it works on the whole set at once
    finished: bool = False


class Tally:
    """The stages in the order in which they were planned, and how long the run will still take."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.stages: dict[str, StageTally] = {}
        self.pace = pace or Pace()
        self.files = (0, 0)
        self.photos = 0  # that the run is about

    def planned(self, name: str, todo: int, reused: int, *, certain: bool) -> StageTally:
        """A stage has so many photos before it, and so many results."""
        stage = self.stages[name] = StageTally(name, todo, certain, reused, todo=todo)
        self.photos = max(self.photos, todo + reused)
        self.pace.planned(name, todo)
        return stage

    def began(self, name: str, photos: int) -> StageTally:
        """A stage works on the whole set."""
        stage = self.stages[name] = StageTally(name, photos, certain=False, todo=photos, whole=True)
        self.pace.planned(name, photos)
        return stage

    def kept(self, name: str, photos: int, todo: int) -> StageTally:
        """Results of an earlier release hold for so many photos."""
        stage = self.stages[name]
        stage.kept += photos
        stage.todo = todo
        return stage

    def advanced(self, name: str, todo: int, failed: bool) -> StageTally:
        """One photo came out of a stage."""
        stage = self.stages[name]
        stage.done += 1
        stage.failed += failed
        stage.todo = todo
        self.pace.advanced(name, todo)
        return stage

    def finished(self, name: str, photos: int) -> StageTally:
        """A stage is through with so many photos."""
        stage = self.stages[name]
        stage.done, stage.todo, stage.finished = photos, 0, True
        self.pace.planned(name, 0)
        return stage

    def left(self) -> int:
        """Photos that are not through every stage that takes them one by one."""
        return max((stage.todo for stage in self.stages.values() if not stage.whole), default=self.photos)

    def progress(self) -> tuple[StageProgress, ...]:
        """Every stage as `progress.json` has it."""
        return tuple(map(self._progress, self.stages.values()))

    def _progress(self, stage: StageTally) -> StageProgress:
        each = self.pace.seconds_each(stage.name)
        return StageProgress(
            name=stage.name,
            done=stage.done,
            failed=stage.failed,
            todo=stage.todo,
            reused=stage.reused + stage.kept,
            per_s=round(1 / each, 3) if each else None,
            seconds_left=round(each * stage.todo, 1) if each else None,
            finished=stage.finished,
        )
