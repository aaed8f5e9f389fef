"""A file that a command or the window writes where the user says: a table, weights, a picture of the window.

Everything that takes such a name checks it here. What a person provided is never overwritten: no photo, no file that
describes one, nothing that a run wrote. Each caller decides which other existing files may be replaced; tables only if
this program wrote them and nobody has changed them since (`runner.store.own_tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from runner.errors import ConfigError, EnvError
from runner.messages import Message, language_of_process, say, word

TABLES = (".csv", ".parquet", ".json", ".jsonl")


def any_file(_path: Path) -> bool:
    """Allow every file of the right kind to be replaced."""
    return True


def chosen_file(
    given: str | Path, extensions: Sequence[str], option: str = "out=", replaceable: Callable[[Path], bool] = any_file
) -> Path:
    """The path of `given` with `~` expanded. Raises ConfigError with the reason if the file may not be written.

    `option` names it for the user; see `refused`.
    """
    path = Path(given).expanduser()
    if (problem := refused(path, extensions, replaceable)) is not None:
        raise ConfigError([f"{option}{given}: {word(problem)}."])
    return path


def refuse_foreign(path: Path, extensions: Sequence[str], replaceable: Callable[[Path], bool] = any_file) -> None:
    """Raise EnvError if the file may not be written; see `refused`. For file names entered in the window."""
    if (problem := refused(path, extensions, replaceable)) is not None:
        raise EnvError(f"{path}: {word(problem, language_of_process())}.", say("chosen.another"))


def refused(path: Path, extensions: Sequence[str], replaceable: Callable[[Path], bool] = any_file) -> Message | None:
    """The reason why a file may not be written; None if it may be.

    Its name must end in one of `extensions` (lower case, with the dot). `replaceable` decides whether an existing file
    may be replaced.
    """
    if path.suffix.lower() not in extensions:
        return say("chosen.extension", extensions=", ".join(each for each in extensions if each))
    if path.is_dir():
        return say("chosen.folder")
    if (runs := _runs_folder(path)) is not None:
        return say("chosen.in_runs", folder=str(runs))
    if not path.exists():
        return None
    if (described := _described(path)) is not None:
        return say("chosen.describes", other=described.name)
    return None if replaceable(path) else say("chosen.foreign")


def _runs_folder(path: Path) -> Path | None:
    """The runs folder that contains a path; None if there is none."""
    above = Path(path.absolute().parent).resolve()
    return next((each for each in (above, *above.parents) if (each / "catalog.db").is_file()), None)


def _described(path: Path) -> Path | None:
    """The file beside `path` that it describes by its name: `IMG_1.jpg` for `IMG_1.jpg.json` and `IMG_1.json`."""
    beside = (each for each in path.parent.glob(f"{_literal(path.stem.partition('.')[0])}.*") if each != path)
    return next((each for each in sorted(beside) if each.suffix.lower() not in TABLES and _belongs(path, each)), None)


def _belongs(path: Path, other: Path) -> bool:
    return path.stem in (other.name, other.stem)


def _literal(name: str) -> str:
    return "".join(f"[{each}]" if each in "*?[" else each for each in name)
