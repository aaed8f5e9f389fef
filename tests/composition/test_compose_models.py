from __future__ import annotations

from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter

from runner import cli
from runner.captioning.options import CaptionOptions
from runner.composition.models import command, read_catalogue
from runner.config.folder import configuration_folder
from runner.errors import ConfigError, EnvError
from runner.models.llama.memory import Memory, fits
from runner.models.weights.catalogue import Lock, Recorded, write_lock

CATALOGUE = read_catalogue(configuration_folder() / "weights")


def test_every_captioner_of_the_catalogue_names_the_files_that_are_fetched() -> None:
    used = {}
    for path in (configuration_folder() / "caption").glob("*.yaml"):
        written = OmegaConf.load(path)
        if name := written.get("weights"):
            raw = OmegaConf.to_container(written, resolve=False)
            used[name] = {raw["model"], raw["mmproj"]}  # type: ignore[index,call-overload]
            assert path.stem == written.name == name
            assert f"Licence: {CATALOGUE[name].licence}." in path.read_text()
    assert used == {name: {f"${{paths.models}}/{name}/{file}" for file in CATALOGUE[name].files} for name in used}
    assert len(used) >= 10


CAPTIONERS = sorted(CATALOGUE.keys() & {path.stem for path in (configuration_folder() / "caption").glob("*.yaml")})


@pytest.mark.parametrize("name", CAPTIONERS)
def test_every_captioner_of_the_catalogue_has_sound_options(name: str) -> None:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        config = compose("config", ["set=demo", f"caption={name}", "paths.models=/models", "paths.runs=/runs"])
    made = TypeAdapter(CaptionOptions).validate_python(OmegaConf.to_container(config.caption, resolve=True))
    assert not made.problems()
    assert (made.backend, made.model) == ("llama", f"/models/{name}/{next(iter(CATALOGUE[name].files))}")


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


def listed(capsys: pytest.CaptureFixture[str], models: Path) -> dict[str, list[str]]:
    """The words behind each name of the list."""
    assert command(["list", f"paths.models={models}"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    return {name: words for name, *words in lines if name in CATALOGUE}


def test_list_shows_size_and_licence_of_every_entry(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shown = listed(capsys, tmp_path)
    assert shown.keys() == CATALOGUE.keys()
    assert shown["moondream2"][:4] == ["captions", "no", "3.75", "4.8"]
    assert shown["siglip2_base"][0] == "vectors"
    assert {name: " ".join(words[5:]) for name, words in shown.items()} == {
        name: entry.licence for name, entry in CATALOGUE.items()
    }


def test_list_and_verify_see_what_is_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    where = f"paths.models={tmp_path}"
    assert command(["verify", where]) == 0
    assert "Nothing was fetched" in capsys.readouterr().out
    model, mmproj = CATALOGUE["moondream2"].files
    folder = tmp_path / "moondream2"
    folder.mkdir()
    (folder / model).write_bytes(b"weights")
    assert listed(capsys, tmp_path)["moondream2"][1] == "partly"
    (folder / mmproj).write_bytes(b"tower")
    assert listed(capsys, tmp_path)["moondream2"][1] == "yes"
    assert command(["verify", where]) == 0
    assert "no hash is known" in capsys.readouterr().out
    write_lock(folder, Lock(CATALOGUE["moondream2"].repository, "a" * 40, {model: Recorded("0" * 64, 7)}))
    with pytest.raises(EnvError, match="not what was fetched") as caught:
        command(["verify", where])
    assert f"moondream2/{model}: CHANGED" in capsys.readouterr().out
    assert caught.value.mend == f"rm {folder / model} && runner models fetch moondream2 {where}"


def test_once_fetched_a_size_is_what_it_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert listed(capsys, tmp_path)["minicpm_v4"][2:5] == ["?", "?", "?"]
    entry, commit = CATALOGUE["minicpm_v4"], "a" * 40
    recorded = {path: Recorded("0" * 64, 1_500_000_000) for path in entry.files}
    write_lock(tmp_path / "minicpm_v4", Lock(entry.repository, commit, recorded))
    assert listed(capsys, tmp_path)["minicpm_v4"][2:4] == ["3.00", "4.0"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "runner models list"),
        (["remove", "moondream2"], "runner models list"),
        (["fetch"], "fetch NAME"),
        (["fetch", "moondraem2"], "Did you mean 'moondream2'?"),
        (["list", "paths.modles=/x"], "runner models list"),
    ],
)
def test_a_wrong_command_is_one_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence.replace("?", r"\?")):
        command(arguments)


def test_a_broken_entry_is_told_with_all_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("repository: x\nlicence: MIT\nfiles: {m.gguf: abc}\nsize: 3\n")
    (tmp_path / "out.yaml").write_text("repository: a/b\nlicence: MIT\nfiles: {../m.gguf: null}\n")
    with pytest.raises(ConfigError) as caught:
        read_catalogue(tmp_path)
    assert [word in str(caught.value) for word in ("repository", "files.m.gguf", "size", "leads out")] == [True] * 4


def test_a_run_without_its_model_says_how_to_fetch_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folders = [f"paths.{name}={tmp_path / name}" for name in ("runs", "photos", "models")]
    assert cli.run(["set=demo", "caption=qwen3vl_2b", *folders]) == 3
    said = capsys.readouterr().err
    assert "qwen3vl_2b/Qwen3VL-2B-Instruct-Q4_K_M.gguf does not exist" in said
    assert f"runner models fetch qwen3vl_2b paths.models={tmp_path / 'models'}" in said


def test_fitting_takes_the_gpu_first_and_leaves_room_for_the_context() -> None:
    machine = Memory(ram=16.0, gpu=6.0)
    assert [fits(size, machine) for size in (3.0, 5.0, 5.01, 15.5)] == ["GPU", "GPU", "RAM", "no"]
    assert fits(3.0, Memory(ram=8.0, gpu=None)) == "RAM"
