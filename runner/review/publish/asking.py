"""The targets that exist, what prevents publishing, and the command line that publishes."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import cast

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner import bounded_yaml, user_folder
from runner.config.folder import configuration_folders
from runner.config.override import quoted
from runner.errors import ConfigError, EnvError
from runner.messages import say
from runner.publishing import publications
from runner.review.language import translate
from runner.review.review_set import ReviewSet, expect
from runner.review.text_checks import PATIENCE_S
from runner.store import runfile
from runner.store.catalog import open_existing

USUAL = "local"
PLAN = "publish.dry_run=true"
PUBLISH = "publish.yes=true"
_CARRIED = re.compile(r"set\.\w|paths\.photos=")


def targets() -> list[str]:
    """The names of the configured targets, the default one first."""
    names = sorted({path.stem for folder in configuration_folders() for path in (folder / "publish").glob("*.yaml")})
    return sorted(names, key=lambda name: name != USUAL)


def obstacle(review_set: ReviewSet) -> str | None:
    """Why nothing can be published from this run, as a sentence; None if it can. Raises EnvError if the run is gone."""
    expect(review_set.run)
    latest = review_set.runs / review_set.set_name / "latest"
    if not latest.exists():
        said = translate(
            "publishing", "The set {} has no finished run yet. Photos get their file names at the end of a run."
        )
        return said.format(review_set.set_name)
    if latest.resolve() != review_set.run.resolve():
        newest = latest.resolve().name
        said = translate("publishing", "Publishing uses the newest run of the set, {0}. Open it: reviewer {0}")
        return said.format(newest)
    return None


def command(review_set: ReviewSet, target: str, options: str, order: str, back: Sequence[str] = ()) -> list[str]:
    """Program and arguments of a publish; `order` is PLAN or PUBLISH. ConfigError if `options` cannot be read.

    What the run was told about its set and its photos also applies to the publish. With names in `back`, those photos
    are unpublished from the target and nothing else is done.
    """
    try:
        more = shlex.split(options)
    except ValueError as error:
        said = translate("publishing", "{}: {}. Write options as publish.option=value, separated by spaces.")
        raise ConfigError([said.format(options, error)]) from None
    every = _told(review_set.run)
    told = [each for each in every if _CARRIED.match(each)]
    chosen = next((each for each in every if each.startswith("set=")), f"set={review_set.set_name}")
    runs = f"paths.runs={quoted(str(review_set.runs))}"
    given = [*_folder(review_set.run), chosen, *told, runs, "graph=publish", f"publish={target}", order, *more]
    given += [f"publish.unpublish=[{','.join(map(quoted, back))}]"] if back else []
    return [sys.executable, "-P", "-m", "runner", *given]


def names_there(review_set: ReviewSet, target: str, items: Collection[str]) -> list[str]:
    """The names of these photos at a target; photos that are not there are left out.

    Raises EnvError if the catalogue is held.
    """
    with open_existing(review_set.catalog, PATIENCE_S) as catalog:
        standing = publications.published(catalog, target, items)
    return [standing[item].file_name for item in items if item in standing]


def _folder(run: Path) -> list[str]:
    """The options for the configuration folder with which the run was started."""
    file = runfile.read(run)
    return user_folder.words_in(file.command) if file else []


def _told(run: Path) -> list[str]:
    """The options that the run was started with. Raises EnvError if it left none."""
    path = run / ".hydra" / "overrides.yaml"
    try:
        return [str(each) for each in cast(list[str], OmegaConf.create(bounded_yaml.read(path)))]
    except (ConfigError, OmegaConfBaseException, ValueError) as error:
        raise EnvError(say("run.unreadable", path=str(path), reason=str(error)), say("run.again")) from error
