"""Finds the files of face models: packaged ones, fetched ones and your own."""

from __future__ import annotations

from pathlib import Path

from runner.errors import EnvError
from runner.models.weights.files import how_to_fetch

DATA = Path(__file__).with_name("data")
MESH = DATA / "face_mesh.onnx"
EYES = DATA / "eye_contours.onnx"


def face_file(model: str, entry: str | None) -> Path:
    """Return the ONNX file that `model` names. Raises EnvError, with a remedy, if it does not exist."""
    path = Path(model).expanduser() if model.endswith(".onnx") else DATA / f"{model}.onnx"
    if not path.is_file():
        named = ", ".join(sorted(each.stem for each in DATA.glob("*.onnx") if each not in (MESH, EYES)))
        mend = how_to_fetch(entry, path) or f"Name a packaged model ({named}), or the path of an .onnx."
        raise EnvError(f"The face model '{model}' needs the file {path}, which does not exist.", mend)
    return path
