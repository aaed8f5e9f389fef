"""Counts how far every stage of a run is, from the events of the engine."""

from __future__ import annotations

from dataclasses import dataclass

from runner.reports.pace import Pace
from runner.store.progress_file import StageProgress


@dataclass(slots=True)
class StageTally:
    """The numbers of photos of one stage."""

    name: str
    planned: int = 0  # to do at the beginning
    certain: bool = True  # whether all of these will reach the stage
    reused: int = 0  # with results of earlier runs
    kept: int = 0  # with results of an earlier release that are still valid
    done: int = 0  # that came out of the stage in this run
    failed: int = 0  # of these, those that failed
    todo: int = 0  # left to do, at most
    whole: bool = False  # whether the stage works on the whole set at once
    finished: bool = False


class Tally:
    """The stages in the order in which they were planned, and the pace of the run."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.stages: dict[str, StageTally] = {}
        self.pace = pace or Pace()
        self.files = (0, 0)
        self.photos = 0  # photos of the run

    def planned(self, name: str, todo: int, reused: int, *, certain: bool) -> StageTally:
        """Record that a stage has `todo` photos to process, and `reused` results of earlier runs."""
        stage = self.stages[name] = StageTally(name, todo, certain, reused, todo=todo)
        self.photos = max(self.photos, todo + reused)
        self.pace.planned(name, todo)
        return stage

    def began(self, name: str, photos: int) -> StageTally:
        """Record that a stage over the whole set has begun."""
        stage = self.stages[name] = StageTally(name, photos, certain=False, todo=photos, whole=True)
        self.pace.planned(name, photos)
        return stage

    def kept(self, name: str, photos: int, todo: int) -> StageTally:
        """Record that results of an earlier release are still valid for these photos."""
        stage = self.stages[name]
        stage.kept += photos
        stage.todo = todo
        return stage

    def advanced(self, name: str, todo: int, failed: bool) -> StageTally:
        """Record that one photo came out of a stage."""
        stage = self.stages[name]
        stage.done += 1
        stage.failed += failed
        stage.todo = todo
        self.pace.advanced(name, todo)
        return stage

    def finished(self, name: str, photos: int) -> StageTally:
        """Record that a stage has finished, after this many photos in this run."""
        stage = self.stages[name]
        stage.done, stage.todo, stage.finished = photos, 0, True
        self.pace.planned(name, 0)
        return stage

    def left(self) -> int:
        """Return the number of photos that have not passed every stage that works photo by photo."""
        return max((stage.todo for stage in self.stages.values() if not stage.whole), default=self.photos)

    def progress(self) -> tuple[StageProgress, ...]:
        """Return every stage as `progress.json` stores it."""
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
