"""Finds the files of classifiers: packaged ones and your own."""

from __future__ import annotations

from pathlib import Path

from runner.errors import EnvError

DATA = Path(__file__).with_name("data")


def classifier_files(model: str) -> tuple[Path, Path]:
    """Return the ONNX file and the file of class names of `model`: a packaged model, or the path of an .onnx.

    The class names are beside the model, in a file of the same name with `.toml`. Raises EnvError if one is missing.
    """
    weights = Path(model).expanduser() if model.endswith(".onnx") else DATA / f"{model}.onnx"
    files = weights, weights.with_suffix(".toml")
    packaged = ", ".join(sorted(path.stem for path in DATA.glob("*.onnx")))
    for path in files:
        if not path.is_file():
            raise EnvError(
                f"The classifier '{model}' needs the file {path}, which does not exist.",
                f"Name a packaged classifier ({packaged}), or the path of an .onnx that has its class names beside it.",
            )
    return files
