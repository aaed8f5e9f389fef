"""Finds a detector's files: packaged ones, fetched ones and your own."""

from __future__ import annotations

from pathlib import Path

from runner.errors import EnvError
from runner.models.detection.options import DetectorOptions
from runner.models.weights.files import how_to_fetch

DATA = Path(__file__).with_name("data")


def detector_file(options: DetectorOptions) -> Path:
    """Return the ONNX file that the options name. Raises EnvError if it does not exist."""
    path = Path(options.model).expanduser() if options.model.endswith(".onnx") else DATA / f"{options.model}.onnx"
    if not path.is_file():
        named = ", ".join(sorted(each.stem for each in DATA.glob("*.onnx")))
        mend = how_to_fetch(options.weights, path) or f"Name a packaged detector ({named}), or the path of an .onnx."
        raise EnvError(f"The detector '{options.model}' needs the file {path}, which does not exist.", mend)
    return path


def class_names(options: DetectorOptions) -> tuple[str, ...]:
    """Return the names of the detector's classes in order; '' for a class without a name.

    Raises EnvError if the list does not exist.
    """
    own = options.classes.endswith(".txt")
    path = Path(options.classes).expanduser() if own else DATA / f"{options.classes}.txt"
    if not path.is_file():
        named = ", ".join(sorted(each.stem for each in DATA.glob("*.txt")))
        mend = f"Name a packaged list ({named}), or the path of a .txt with a name a line."
        raise EnvError(f"The list of classes {path} does not exist.", mend)
    return tuple(line.strip() for line in path.read_text(encoding="utf-8").splitlines())
