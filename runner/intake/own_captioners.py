"""Captioners that a person has described in files of their own: servers elsewhere, other weights, plug-ins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner import user_folder
from runner.captioning.kinds import reachable
from runner.captioning.options import CaptionOptions
from runner.composition.composed import composed
from runner.config import values
from runner.errors import ConfigError, RunnerError
from runner.intake.captioner_choice import CaptionerChoice
from runner.messages import as_message, say


def own_captioners(known: Collection[str]) -> Iterator[CaptionerChoice]:
    """Captioners in the user's folders whose names are not in `known`; those that cannot be used say why."""
    names = {path.stem for folder in user_folder.folders() for path in (folder / "caption").glob("*.yaml")}
    for name in sorted(names.difference(known)):
        yield _choice(name)


def _choice(name: str) -> CaptionerChoice:
    words = (f"caption={name}",)
    try:
        options = _options(words)
    except (RunnerError, HydraException, OmegaConfBaseException) as error:
        said = error.messages[0] if isinstance(error, RunnerError) else as_message(str(error).split("\n")[0])
        return CaptionerChoice(name, words, False, "unusable", said)
    try:
        reachable(options)
    except RunnerError as error:
        return CaptionerChoice(name, words, options.sees, "unusable", error.messages[0])
    return CaptionerChoice(name, words, options.sees, "ready", say("intake.own_captioner"))


def _options(words: Sequence[str]) -> CaptionOptions:
    """The options in the captioner's file. Raises ConfigError if one of them is invalid."""
    problems: list[str] = []
    written = OmegaConf.to_container(composed([*words, "set=demo"]).caption, resolve=True)
    made: CaptionOptions | None = values.build(CaptionOptions, written, "caption", problems)
    if made is None or problems or (problems := list(made.problems())):
        raise ConfigError(problems)
    return made
