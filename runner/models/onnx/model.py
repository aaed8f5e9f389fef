"""The common base of all models in ONNX Runtime."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from runner.models.model import Model
from runner.models.onnx.sessions import Device, open_session


class OnnxModel(Model):
    """Sessions of ONNX Runtime. `provider` is the execution provider that they really use."""

    def __init__(self, name: str, files: tuple[Path, ...]) -> None:
        self.name, self.files = name, files
        self._sessions: list[Any] = []

    def _open(self, weights: Path, device: Device, threads: int) -> object:
        """Add a session to `_sessions`, which must hold the only reference. The first says where the model runs."""
        session = open_session(weights, device, threads)
        if not self._sessions:
            self.provider: str = session.get_providers()[0]
            self.runs_on = self.provider.removesuffix("ExecutionProvider")
        self._sessions.append(session)
        return session

    def unload(self) -> None:
        """Free the memory of the sessions."""
        self._sessions.clear()  # ONNX Runtime has no call for it: a session ends with the last reference to it
