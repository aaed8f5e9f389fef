"""Publishing from here: the command that does it, what its plan says, what its end means. The runner alone plans."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner import bounded_yaml, user_folder
from runner.config.folder import configuration_folders
from runner.config.override import quoted
from runner.errors import ConfigError, EnvError
from runner.messages import Message, restored, say
from runner.publishing import publications
from runner.publishing.publications import Publication
from runner.review.language import translate, worded
from runner.review.review_set import ReviewSet
from runner.review.session import Session
from runner.review.text_checks import PATIENCE_S
from runner.review.wording import plain
from runner.schema import TEXTS
from runner.store import runfile
from runner.store.catalog import open_catalog

USUAL = "local"
PLAN = "publish.dry_run=true"
PUBLISH = "publish.yes=true"
ACTIONS = ("new", "change", "move", "unpublish", "abandon", "same", "stay")
"""What may become of a photo, in the order in which a person wants to see it."""

_CARRIED = re.compile(r"set\.\w|paths\.photos=")
_REPORT = re.compile(r"^Report: (.+)$", re.MULTILINE)
_PROGRESS = re.compile(r"Publishing: (\d+) of (\d+)")


@dataclass(frozen=True, slots=True)
class Line:
    """What the runner's plan says of one photo, with the texts that it changes."""

    action: str  # one of ACTIONS
    name: str
    reason: str | None  # why it stays behind
    drift: tuple[str, ...]  # what someone else changed there
    was: str | None  # the name it has there, where it gets another
    stands: bool  # whether it is at the target now
    texts: tuple[tuple[str, str, str], ...]  # field, text there, text to come; those that differ
    held: bool  # whether it is left as it is there, for its reason or what someone else changed
    sidecars: tuple[str, ...]  # what becomes of the XMP of its RAW, a sentence each


def targets() -> list[str]:
    """The targets of the configuration, the usual one first."""
    names = sorted({path.stem for folder in configuration_folders() for path in (folder / "publish").glob("*.yaml")})
    return sorted(names, key=lambda name: name != USUAL)


def obstacle(review_set: ReviewSet) -> str | None:
    """Why nothing can be published from this run, a sentence; None when it can."""
    latest = review_set.runs / review_set.set_name / "latest"
    if not latest.exists():
        said = translate("publishing", "The set {} has no finished run yet: photos get their file names at its end.")
        return said.format(review_set.set_name)
    if latest.resolve() != review_set.run.resolve():
        newest = latest.resolve().name
        said = translate(
            "publishing", "The newest run of the set is {0}, and publishing goes by that one. Open it: reviewer {0}"
        )
        return said.format(newest)
    return None


def command(review_set: ReviewSet, target: str, options: str, order: str, back: Sequence[str] = ()) -> list[str]:
    """Program and arguments of a publish, `order` being PLAN or PUBLISH. ConfigError when `options` cannot be read.

    What the run was told of its set and its photos holds for the publish too. With names in `back`, those photos are
    taken back from the target and nothing else is done.
    """
    try:
        more = shlex.split(options)
    except ValueError as error:
        said = translate("publishing", "{}: {}. Options are written publish.option=value, with spaces between.")
        raise ConfigError([said.format(options, error)]) from None
    every = _told(review_set.run)
    told = [each for each in every if _CARRIED.match(each)]
    chosen = next((each for each in every if each.startswith("set=")), f"set={review_set.set_name}")
    runs = f"paths.runs={quoted(str(review_set.runs))}"
    given = [*_folder(review_set.run), chosen, *told, runs, "graph=publish", f"publish={target}", order, *more]
    given += [f"publish.unpublish=[{','.join(map(quoted, back))}]"] if back else []
    return [sys.executable, "-P", "-m", "runner", *given]


def names_there(review_set: ReviewSet, target: str, items: Collection[str]) -> list[str]:
    """Under which names these photos stand at a target; those that do not are left out.

    EnvError when the catalogue is held.
    """
    with open_catalog(review_set.catalog, PATIENCE_S) as catalog:
        standing = publications.published(catalog, target, items)
    return [standing[item].file_name for item in items if item in standing]


def report(said: str) -> Path:
    """The page that a publish has written, from what it said. EnvError when it says of none."""
    found = _REPORT.findall(said)
    if not found:
        raise EnvError(
            translate("publishing", "The runner named no report."),
            translate("publishing", "Look into runner.log of its newest run."),
        )
    return Path(found[-1].strip())


def progress(line: str) -> tuple[int, int] | None:
    """Photos that are settled and photos of the plan, when a line of the runner tells."""
    match = _PROGRESS.fullmatch(line.strip())
    return (int(match[1]), int(match[2])) if match else None


def after_plan(said: str) -> str:
    """What a publish said once it had begun to change the target, its report aside; everything when it never did."""
    lines = said.splitlines()
    steps = [at for at, line in enumerate(lines) if progress(line)]
    rest = lines[steps[-1] + 1 :] if steps else lines
    return "\n".join(line for line in rest if not _REPORT.match(line))


def plan(session: Session, page: Path) -> list[Line]:
    """The runner's plan as its dry run recorded it beside `page`, with what stands and what will stand.

    Reads files: not for the GUI thread. EnvError when the catalogue is held.
    """
    from runner.delivery.record import read_rows  # its libraries need not be loaded to review

    rows = list(read_rows(page.parent).iter_rows(named=True))
    with open_catalog(session.review_set.catalog, PATIENCE_S) as catalog:
        standing = publications.published(catalog, rows[0]["target"]) if rows else {}
    lines = [_line(row, standing.get(row["item_id"]), session) for row in rows]
    return sorted(lines, key=lambda line: (ACTIONS.index(line.action), line.name))


def meaning(code: int, target: str, *, back: bool = False) -> str:
    """What the exit code of a publish means, a sentence; `back`: photos were to be taken back."""
    if back and code == 0:
        return translate("publishing", "Unpublished from {}. Only a newer approval publishes them again.").format(
            target
        )
    again = translate("publishing", "What is done is kept; publish again, and it goes on from there.")
    broken = translate("publishing", "The publish broke off (code {}). {}").format(code, again)
    return {
        0: translate("publishing", "Published to {}.").format(target),
        1: translate("publishing", "Not everything was published to {}. {}").format(target, again),
        2: translate("publishing", "The options are wrong. Nothing was changed."),
        3: translate("publishing", "The target {} or this machine is not ready for it.").format(target),
        130: translate("publishing", "Stopped. {}").format(again),
    }.get(code, broken)


def _line(row: Mapping[str, Any], before: Publication | None, session: Session) -> Line:
    place = session.snapshot.places.get(row["item_id"])
    goes = row["action"] in ("new", "change", "move") and place is not None
    texts = tuple(_texts(before, session.snapshot.row(place))) if goes and place is not None else ()
    was = before.file_name if before and before.file_name != row["file_name"] else None
    drift, sidecars = _worded(row["drift_messages"]), _worded(row["sidecar_messages"])
    held = row["reason"] is not None
    reason = worded(restored(row["reason_id"], row["reason_arguments"], row["reason"])) if held and not drift else None
    return Line(
        row["action"], row["file_name"] or row["item_id"], reason, drift, was, before is not None, texts, held, sidecars
    )


def _worded(messages: Sequence[Mapping[str, str]] | None) -> tuple[str, ...]:
    return tuple(worded(Message(**each)) for each in messages or ())


def _texts(before: Publication | None, row: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    for name in TEXTS:
        old, new = plain(before.texts[name]) if before else "", plain(row[name])
        if old != new:
            yield name, old, new


def _folder(run: Path) -> list[str]:
    """The words that name the folder of configurations with which the run was started."""
    file = runfile.read(run)
    return user_folder.words_in(file.command) if file else []


def _told(run: Path) -> list[str]:
    """The options that the run was started with. EnvError when it left none."""
    path = run / ".hydra" / "overrides.yaml"
    try:
        return [str(each) for each in cast(list[str], OmegaConf.create(bounded_yaml.read(path)))]
    except (ConfigError, OmegaConfBaseException, ValueError) as error:
        raise EnvError(say("run.unreadable", path=str(path), reason=str(error)), say("run.again")) from error
