"""A composition is cached as long as everything it is made of is unchanged, and not any longer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf

from runner import cli, user_folder
from runner.composition import kept, sources
from runner.config.folder import configuration_folder

OPTIONS = ("set=demo", "caption=composer")
BIRDS = "source: ~/birds\nsubject: Heron\n"


@pytest.fixture
def composed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., DictConfig]:
    """Composes options by the program's files and those of an empty folder of a user, with a cache of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "config" / "photo-runner" / "set").mkdir(parents=True)
    user_folder.choose([])
    sources.install()
    kept.install()

    def made(*options: str) -> DictConfig:
        GlobalHydra.instance().clear()
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            return compose("config", overrides=list(options))

    return made


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for each time that Hydra composed."""
    counted: list[object] = []
    real = kept._compose

    def counting(*given: object) -> DictConfig:
        counted.append(given)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(kept, "_compose", counting)
    return counted


def test_the_same_again_is_what_was_composed(composed: Callable[..., DictConfig], times: list[object]) -> None:
    first, second = composed(*OPTIONS), composed(*OPTIONS)
    assert len(times) == 1
    assert OmegaConf.to_yaml(first) == OmegaConf.to_yaml(second)
    assert OmegaConf.is_struct(second) is OmegaConf.is_struct(first) is True, "an option that there is not is refused"
    second.strict = True
    assert composed(*OPTIONS).strict is False, "what one changes is not what the next gets"


def test_another_option_is_another_composition(composed: Callable[..., DictConfig], times: list[object]) -> None:
    assert composed(*OPTIONS, "strict=true").strict != composed(*OPTIONS).strict
    assert len(times) == 2


def test_a_file_that_is_written_changed_or_removed_is_seen(
    composed: Callable[..., DictConfig], times: list[object], tmp_path: Path
) -> None:
    file = tmp_path / "config" / "photo-runner" / "set" / "birds.yaml"
    file.write_text(BIRDS)
    assert composed("set=birds").set.subject == "Heron"
    before = file.stat()
    file.write_text(BIRDS.replace("Heron", "Egret"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert composed("set=birds").set.subject == "Egret", "contents count, not times"
    file.unlink()
    with pytest.raises(HydraException):
        composed("set=birds")
    assert len(times) == 3


def test_a_file_of_the_user_that_comes_before_one_of_the_program_is_seen(
    composed: Callable[..., DictConfig], tmp_path: Path
) -> None:
    assert composed(*OPTIONS).set.subject != "Heron"
    (tmp_path / "config" / "photo-runner" / "set" / "demo.yaml").write_text(BIRDS)
    assert composed(*OPTIONS).set.subject == "Heron"


def test_a_link_to_another_file_is_seen(
    composed: Callable[..., DictConfig], times: list[object], tmp_path: Path
) -> None:
    folder = tmp_path / "config" / "photo-runner" / "set"
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text(BIRDS)
    link = folder / "birds.yaml"
    link.symlink_to(folder / "one.yaml")
    composed("set=birds")
    link.unlink()
    link.symlink_to(folder / "two.yaml")
    composed("set=birds")
    assert len(times) == 2


def test_a_variable_that_is_referred_to_counts_and_no_other(
    composed: Callable[..., DictConfig], times: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    option = "paths.models='${oc.env:WEIGHTS,weights}'"
    composed(*OPTIONS, option)
    monkeypatch.setenv("SOMETHING_ELSE", "1")
    composed(*OPTIONS, option)
    assert len(times) == 1
    monkeypatch.setenv("WEIGHTS", "elsewhere")
    assert composed(*OPTIONS, option).paths.models == "elsewhere"
    assert len(times) == 2


def test_another_working_directory_is_another_composition(
    composed: Callable[..., DictConfig], times: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed(*OPTIONS)
    monkeypatch.chdir(tmp_path)
    composed(*OPTIONS)
    assert len(times) == 2


def test_changed_code_composes_again(
    composed: Callable[..., DictConfig], times: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    composed(*OPTIONS)
    monkeypatch.setattr(kept, "_program", lambda: b"of another day")
    composed(*OPTIONS)
    assert len(times) == 2


def test_a_file_in_the_folder_of_the_command_line_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "conf/set/mine.yaml"
    mine.parent.mkdir(parents=True)

    def subject(written: str) -> str:
        mine.write_text(f"defaults:\n  - demo\n  - _self_\nsubject: {written}\n")
        assert cli.run(["set=mine", "caption=composer", "--config-dir", str(tmp_path / "conf"), "--cfg", "job"]) == 0
        return capfd.readouterr().out

    try:
        assert "subject: heron" in subject("heron")
        assert "subject: puffin" in subject("puffin")
    finally:
        user_folder.choose([])


def test_what_reads_from_elsewhere_is_not_kept(composed: Callable[..., DictConfig], tmp_path: Path) -> None:
    composed(*OPTIONS, f"hydra.searchpath=[file://{tmp_path}]")
    assert not kept.folder().exists()


@pytest.mark.parametrize(
    "spoil", [lambda each: each.write_bytes(each.read_bytes()[:-9]), lambda each: each.chmod(0o666)]
)
def test_a_kept_file_that_is_damaged_or_open_to_others_is_not_used(
    composed: Callable[..., DictConfig], times: list[object], spoil: Callable[[Path], object]
) -> None:
    composed(*OPTIONS)
    (file,) = kept.folder().iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    spoil(file)
    assert composed(*OPTIONS).set.name == "demo"
    assert len(times) == 2
    composed(*OPTIONS)
    assert len(times) == 2, "it was written anew"


def test_without_a_place_to_keep_it_everything_is_composed(
    composed: Callable[..., DictConfig], times: list[object], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    assert composed(*OPTIONS).set.name == composed(*OPTIONS).set.name == "demo"
    assert len(times) == 2


def test_only_the_newest_are_kept(
    composed: Callable[..., DictConfig], times: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for strict in ("true", "false", "null"):
        composed(*OPTIONS, f"strict={strict}")
    assert len([*kept.folder().iterdir()]) == 2
    composed(*OPTIONS, "strict=null")
    assert len(times) == 3
