"""Exports of picks: a list, a folder of links, stars, colour labels. Each can preview what it would do, and do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from runner.errors import EnvError
from runner.imaging.raw_formats import EXTENSIONS
from runner.publishing.sidecars import Neighbours
from runner.review import rating_words
from runner.review.language import translate, worded
from runner.review.many_files import GoOn, to_the_end, unreached
from runner.review.picks import results
from runner.review.picks.amount import Amount
from runner.review.picks.desk import PicksDesk
from runner.review.picks.source import options_of
from runner.review.reviewer_name import account


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written."""

    sentence: str
    lines: Sequence[str]  # one per file or photo


@contextmanager
def _refusals_said() -> Iterator[None]:
    """Turn an OSError into an EnvError that says what to do."""
    try:
        yield
    except OSError as error:
        mend = translate("exports", "Choose another place. What has been written so far stays.")
        raise EnvError(f"{error.filename or ''}: {error.strerror or error}.", mend) from error


class Export(Protocol):
    """One way to export picks."""

    def plan(self, desk: PicksDesk) -> Plan:
        """What the export would do; changes nothing, but looks at files."""
        ...

    def carry_out(self, desk: PicksDesk, go_on: GoOn = to_the_end) -> str:
        """Do it; returns a sentence. EnvError or PublishError if the disk refuses: what was written before stays."""
        ...

    def words(self) -> list[str]:
        """The arguments after `runner cull RUN` that do the same."""
        ...


@dataclass(frozen=True, slots=True)
class AsList:
    """A table of all photos with reasons, kept photos first."""

    path: Path

    def plan(self, desk: PicksDesk) -> Plan:
        """One line per kept photo."""
        files = results.kept_paths(desk.choice, desk.photos)
        said = translate("exports", "A table of %Ln photo(s), each with its rank and the reason. Picked:", "",
                         desk.choice.table.height)  # fmt: skip
        return Plan(said, [str(file) for file in files])

    def carry_out(self, desk: PicksDesk, go_on: GoOn = to_the_end) -> str:  # noqa: ARG002 (one file)
        """Write the table."""
        with _refusals_said():
            results.write_list(results.listed(desk.choice, desk.photos), self.path)
        return translate("exports", "Written: {}").format(self.path)

    def words(self) -> list[str]:
        """The option of the list."""
        return [f"out={self.path}"]


@dataclass(frozen=True, slots=True)
class AsLinks:
    """A folder with hard links to the kept photos."""

    folder: Path

    def plan(self, desk: PicksDesk) -> Plan:
        """One line per link."""
        files = results.kept_paths(desk.choice, desk.photos)
        said = translate("exports", "%Ln hard link(s) in {}. They take no space; deleting them deletes no photo.", "",
                         len(files))  # fmt: skip
        pairs = zip(files, results.targets(files, self.folder), strict=True)
        return Plan(said.format(self.folder), [f"{target.name}  ←  {file}" for file, target in pairs])

    def carry_out(self, desk: PicksDesk, go_on: GoOn = to_the_end) -> str:
        """Make the links."""
        with _refusals_said():
            done = results.link(results.kept_paths(desk.choice, desk.photos), self.folder, go_on)
        said = translate("exports", "Linked %Ln photo(s) into {}. Deleting that folder deletes no photo.", "",
                         done.made)  # fmt: skip
        return " ".join([*unreached(done.left), said.format(self.folder), *results.others(done, self.folder)])

    def words(self) -> list[str]:
        """The option of the folder."""
        return [f"folder={self.folder}", "yes=true"]


@dataclass(frozen=True, slots=True)
class AsStars:
    """Stars in the XMP beside each kept photo, if it has none."""

    stars: int

    def plan(self, desk: PicksDesk) -> Plan:
        """One line per XMP file."""
        files, neighbours = results.kept_paths(desk.choice, desk.photos), Neighbours(EXTENSIONS)
        beside = [path for file in files for path in results.sidecars_of(file, neighbours)]
        said = translate(
            "exports",
            "{} in the XMP beside %Ln photo(s), where there are none yet. The photos are not changed.",
            "",
            len(files),
        )
        new, there = translate("exports", "{}  new"), translate("exports", "{}  exists: a copy of it is kept")
        lines = [(there if path.exists() else new).format(path) for path in beside]
        return Plan(said.format(rating_words.stars(self.stars)), lines)

    def carry_out(self, desk: PicksDesk, go_on: GoOn = to_the_end) -> str:
        """Write the stars."""
        with _refusals_said():
            done = results.star(results.kept_paths(desk.choice, desk.photos), self.stars, go_on)
        said = translate("exports", "Wrote %Ln XMP file(s). Earlier versions are kept as NAME.xmp.backup: {}.", "",
                         len(done.written))  # fmt: skip
        remarks = dict.fromkeys(map(worded, done.remarks))
        counted = [*unreached(done.left), said.format(len(done.backups)), *results.rated(done)]
        whole = [*counted, *(f"{remark}." for remark in remarks)]
        return " ".join(whole)

    def words(self) -> list[str]:
        """The option of the stars."""
        return [f"stars={self.stars}", "yes=true"]


@dataclass(frozen=True, slots=True)
class AsLabel:
    """A colour label for each kept photo without one, so that a filter of the review finds it."""

    colour: str

    def plan(self, desk: PicksDesk) -> Plan:
        """One line per photo that gets the label."""
        free, taken = self._places(desk)
        said = translate(
            "exports", "%Ln photo(s) (gets|get) the label {}; {} already have a label and keep it.", "", len(free)
        )
        paths = desk.session.snapshot.photos.table["source_path"]
        return Plan(said.format(rating_words.colour(self.colour), len(taken)), [paths[place] for place in free])

    def carry_out(self, desk: PicksDesk, go_on: GoOn = to_the_end) -> str:  # noqa: ARG002 (one change)
        """Set the labels, as one change that Undo takes back."""
        return desk.session.rate(self._places(desk)[0], "colour", self.colour).sentence

    def words(self) -> list[str]:
        """The option of the label."""
        return [f"label={self.colour}", "yes=true"]

    def _places(self, desk: PicksDesk) -> tuple[list[int], list[int]]:
        """Places of kept photos without a label, and with one."""
        snapshot = desk.session.snapshot
        kept = [snapshot.places[item] for item in desk.choice.items("keep") + desk.choice.items("whole")]
        free = [place for place in kept if snapshot.ratings(place)[1] is None]
        return free, [place for place in kept if snapshot.ratings(place)[1] is not None]


def fit_command(desk: PicksDesk) -> list[str]:
    """The command that writes weights fitted to people's decisions."""
    review_set = desk.session.review_set
    words = ["runner", "cull", review_set.run.name, "fit", f"out={review_set.set_name}-weights.yaml"]
    return words + _where(desk)


def command(desk: PicksDesk, export: Export | None = None) -> list[str]:
    """The command that picks the same photos, and with `export` also exports them in the same way."""
    review_set = desk.session.review_set
    words = ["runner", "cull", review_set.run.name]
    amount, of_run = Amount.of(desk.options), Amount.of(options_of(review_set.run))
    words += [f"keep={amount.keep}"] if amount.keep is not None else []
    for name in ("per_hour", "per_person", "per_event"):
        if (value := getattr(amount, name)) != getattr(of_run, name):
            words.append(f"cull.limits.{name}={'null' if value is None else value}")
    return [*words, *_where(desk), *(export.words() if export else [])]


def _where(desk: PicksDesk) -> list[str]:
    """Options for the runs folder and the reviewer, if they are not the defaults."""
    runs, reviewer = desk.session.review_set.runs, desk.session.context.reviewer
    words = [] if runs == Path("runs").absolute() else [f"paths.runs={runs}"]
    return words + ([] if reviewer == account() else [f"reviewer={reviewer}"])
