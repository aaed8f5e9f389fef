"""A run in progress, or one that did not finish: its stages, what writes the texts, the newest photos, failures."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from reviewer.running.failures_view import FailuresView
from reviewer.running.newest_photos import PICTURE, NewestPhotos
from reviewer.running.stage_bars import StageBars
from reviewer.widgets.thumbnails import Pictures
from runner.reports.standing import Standing
from runner.review.language import number, translate
from runner.review.wording import word
from runner.store.progress_file import Progress, Through, Writer

_ROOM = 12 * 2**20
_STAGES = 190
"""Initial height of the stages in pixels: room for ten of them."""


class LiveRun(QWidget):
    """Shows the content of `progress.json` in words and pictures."""

    wanted = pyqtSignal(str)  # the filter of the photos to show

    def __init__(self, renditions: Path) -> None:
        super().__init__()
        self.pictures = Pictures(_ROOM, PICTURE * 2, parent=self)
        self.writer, self.fates = QLabel(), QLabel()
        self.stages, self.failures = StageBars(), FailuresView()
        self.newest = NewestPhotos(renditions, self.pictures)
        for label in (self.writer, self.fates):
            label.setWordWrap(True)
        self.writer.setProperty("role", "muted")
        self.failures.anchorClicked.connect(lambda _link: self.wanted.emit("outcome:failed"))
        self.newest.wanted.connect(self._ask)
        self._build()

    def show_run(self, stands: Standing) -> None:
        """Show the progress of a run."""
        progress = stands.progress
        self.stages.show_stages(progress.stages if progress else ())
        said = writer(progress.writer) if progress and progress.writer else ""
        self.writer.setText(said)
        self.writer.setVisible(bool(said))
        self.fates.setText(_so_far(stands))
        self.newest.photos.show_photos(progress.newest if progress else ())
        self.newest.setVisible(bool(progress and progress.newest))
        self.failures.show_failures(progress.failures if progress else ())

    def _build(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.stages)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(translate("runs", "Stages"))
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.fates, 0), (self.newest, 1), (self.failures, 0)):
            layout.addWidget(widget, stretch)
        layout.addStretch()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(scroll)
        split.addWidget(below)
        split.setStretchFactor(1, 1)
        split.setSizes([_STAGES, 2 * _STAGES])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.writer)
        whole.addWidget(split, 1)

    def _ask(self, photo: Through) -> None:
        self.wanted.emit(f'name:"{Path(photo.file).name}"')


def writer(made: Writer) -> str:
    """What writes the texts, on what device and how fast, in one line."""
    if made.device is None and made.tokens_per_s is None:
        said = translate("runs", "Texts: {}").format(made.model)
    else:
        said = translate("runs", "Texts: {} on {}").format(made.model, made.device or translate("runs", "a server"))
    parts = [said]
    if made.weights:
        parts.append(made.weights)
    if made.tokens_per_s:
        parts.append(translate("runs", "{} tokens a second").format(number(made.tokens_per_s, 1)))
    if made.memory_mb:
        parts.append(translate("runs", "{} GB of memory").format(number(made.memory_mb / 1024, 1)))
    if not made.sees:
        parts.append(translate("runs", "it does not see the pictures"))
    return "  ·  ".join(parts)


def _so_far(stands: Standing) -> str:
    """The outcomes of the photos that are finished, in a sentence."""
    published = stands.file.published
    if stands.file.graph == "publish":
        return _published(published or {}, stands.progress)
    fates = stands.progress.fates if stands.progress else None
    if not fates:
        return translate("runs", "No photo is finished yet.") if stands.is_going else ""
    said = ", ".join(f"{number(many)} {word(fate)}" for fate, many in sorted(fates.items()))  # type: ignore[arg-type]
    return translate("runs", "So far: {}. The check for duplicate texts at the end can block more.").format(said)


def _published(counts: dict[str, int] | object, progress: Progress | None) -> str:
    if isinstance(counts, dict) and counts:
        there = sum(counts.get(each, 0) for each in ("new", "change", "move"))
        said = [translate("runs", "%Ln photo(s) published", "", there)]
        said += [translate("runs", "%Ln unchanged", "", counts["same"])] if counts.get("same") else []
        said += [translate("runs", "%Ln unpublished", "", counts["unpublish"])] if counts.get("unpublish") else []
        said += [translate("runs", "%Ln failed", "", counts["failed"])] if counts.get("failed") else []
        return ", ".join(said) + "."
    return "" if progress else translate("runs", "Planning what to publish …")
