"""A package that Hydra cannot load is reported with its own reason and with the remedy."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from runner import cli

SWEEP = ("-m", "set=demo", "caption=composer")


@pytest.mark.parametrize(
    ("module", "options", "fault", "said"),
    [
        ("optuna", ("hydra/sweeper=tune", "repair.per_item=interval(1,3)"), "ImportError('libfoo.so.1: no such file')",
         "The package optuna, which hydra.sweeper.sampler needs, cannot be loaded: libfoo.so.1: no such file."),
        ("optuna", ("hydra/sweeper=tune", "hydra.sweeper.n_trials=2"), "RuntimeError('half installed')",
         "The package optuna, which hydra.sweeper.sampler needs, cannot be loaded: half installed."),
        ("joblib", ("hydra/launcher=joblib", "repair=off,default"), "ImportError('no joblib')",
         "The package joblib cannot be loaded: no joblib."),
    ],
)  # fmt: skip
def test_a_broken_package_is_no_fault_of_the_options(
    module: str, options: tuple[str, ...], fault: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / module).mkdir()
    (tmp_path / module / "__init__.py").write_text(f"raise {fault}\n")
    for name in [each for each in sys.modules if each.partition(".")[0] in (module, f"hydra_plugins.hydra_{module}")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    moved = [f"paths.{name}={tmp_path / name}" for name in ("runs", "photos", "models")]
    assert cli.run([*SWEEP, *options, *moved]) == 3
    shown = capsys.readouterr().err
    assert said in shown
    kind = "launcher" if module == "joblib" else "sweeper"
    assert f"Install it again: pip install --force-reinstall hydra-{module}-{kind}" in shown
    assert "n_trials" not in shown
