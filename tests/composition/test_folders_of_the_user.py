"""The user's own configurations, for every command; and sets that state only where their photos are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from omegaconf import DictConfig

from runner import cli, user_folder
from runner.composition.overrides import unknown_choices
from runner.config.checking import RunConfig, check
from runner.config.folder import configuration_folder
from runner.errors import ConfigError


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "photos").mkdir()
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def own(place: Path, name: str, text: str) -> None:
    write(place / "config" / "photo-runner" / name, text)


def composed(*options: str) -> DictConfig:
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        return compose("config", [*options, "caption=composer"])


def checked(*options: str) -> RunConfig:
    return check(composed(*options))


class TestSets:
    def test_a_source_is_enough(self, place: Path) -> None:
        own(place, "set/garden birds.yaml", f"source: {place / 'photos'}\n")
        made = checked("set='garden birds'").set
        assert (made.name, made.source) == ("garden birds", str(place / "photos"))
        assert (made.subject, made.hints, made.language, made.rehash) == (None, (), "en", False)

    def test_a_name_of_its_own_counts(self, place: Path) -> None:
        own(place, "set/birds.yaml", f"name: herons\nsource: {place / 'photos'}\n")
        assert checked("set=birds").set.name == "herons"

    def test_a_set_that_builds_on_another_has_its_context_under_its_own_name(self, place: Path) -> None:
        own(place, "set/birds.yaml", f"source: {place / 'photos'}\nsubject: heron\nhints: [bird]\n")
        own(place, "set/night.yaml", "defaults: [birds, _self_]\nlocation: Leiden\n")
        made = checked("set=night").set
        assert (made.name, made.subject, made.location, made.hints) == ("night", "heron", "Leiden", ("bird",))

    def test_a_set_may_choose_its_rules_and_nothing_else(self, place: Path) -> None:
        choice = "defaults:\n  - override /rules@_global_.rules: travel\n  - _self_\n"
        own(place, "set/birds.yaml", f"{choice}source: {place / 'photos'}\n")
        config = composed("set=birds")
        assert (config.rules.name, config.set.name, config.set.subject) == ("travel", "birds", None)

    def test_without_a_source_it_is_asked_for(self, place: Path) -> None:
        own(place, "set/birds.yaml", "subject: heron\n")
        with pytest.raises(ConfigError, match=r"Point it at your photos: set\.source=/some/folder"):
            checked("set=birds")


class TestFolders:
    def test_data_of_the_user_comes_before_the_programs_and_what_reaches_out_does_not(self, place: Path) -> None:
        own(place, "set/travel.yaml", f"source: {place / 'photos'}\nsubject: mine\n")
        own(place, "caption/composer.yaml", "name: stranger\n")
        own(place, "caption/quiet.yaml", "defaults: [composer, _self_]\nname: quiet\n")
        own(place, "config.yaml", "strict: true\n")
        config = composed("set=travel")
        assert (config.set.subject, config.caption.name, config.strict) == ("mine", "composer", False)
        assert unknown_choices(["caption=quiet", "set=travel"]) == []

    def test_the_folder_that_is_named_comes_before_the_own_one(self, place: Path) -> None:
        own(place, "set/birds.yaml", f"source: {place / 'photos'}\nsubject: own\n")
        write(place / "named" / "set" / "birds.yaml", f"source: {place / 'photos'}\nsubject: named\n")
        assert user_folder.choose(["set=birds", "--config-dir", "named"]) == ["set=birds"]
        assert composed("set=birds").set.subject == "named"
        assert user_folder.words() == ["--config-dir", str(place / "named")]
        assert user_folder.choose(["set=birds"]) == ["set=birds"]
        assert composed("set=birds").set.subject == "own"

    @pytest.mark.parametrize("words", [["-cd", "named", "a=b"], ["a=b", "--config-dir=named"]])
    def test_however_it_is_written(self, place: Path, words: list[str]) -> None:
        (place / "named").mkdir()
        assert user_folder.choose(words) == ["a=b"]
        assert user_folder.folders() == [place / "named"]

    def test_the_words_of_an_earlier_command_are_found(self) -> None:
        assert user_folder.words_in("runner --config-dir '/a b' set=x") == ["--config-dir", "/a b"]
        assert user_folder.words_in("runner set=x") == []

    @pytest.mark.parametrize("words", [["set=x", "--config-dir"], ["--config-dir", "set=x"], ["--config-dir", "/nope"]])
    def test_no_folder_is_a_sentence(self, words: list[str]) -> None:
        with pytest.raises(ConfigError, match=r"--config-dir"):
            user_folder.choose(words)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["check", "texts.csv", "rules=zoo"], 0, "rules zoo."),
        (["identify", "set=birds"], 3, "holds no pictures"),
        (["set=birds", "caption=composer"], 3, "holds no pictures"),
        (["unpublish", "a.jpg", "set=birds", "publish=mine"], 2, "Write publish.yes=true"),
        (["models", "list"], 0, "zoo_words"),
        (["rows", "birds"], 2, "birds"),
        (["verify"], 0, ""),
        (["runs", "list"], 0, ""),
        (["columns", "rows"], 0, "ReviewRow"),
    ],
)
@pytest.mark.parametrize("by", ["flag in front", "flag behind", "own folder"])
def test_every_command_knows_them(
    words: list[str], code: int, said: str, by: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place / "config" / "photo-runner" if by == "own folder" else place / "mine"
    write(folder / "set" / "birds.yaml", f"source: {place / 'photos'}\n")
    write(folder / "rules" / "zoo.yaml", "defaults: [default, _self_]\nname: zoo\n")
    write(folder / "publish" / "mine.yaml", "defaults: [local, _self_]\n")
    weights = (configuration_folder() / "weights" / "yolox_s.yaml").read_text()
    write(folder / "weights" / "zoo_words.yaml", weights)
    write(place / "texts.csv", "caption\nA grey heron stands by a canal in Leiden.\n")
    flag = ["--config-dir", str(folder)] if by.startswith("flag") else []
    ended = cli.run([*flag, *words] if by == "flag in front" else [*words, *flag])
    shown = capsys.readouterr()
    assert ended == code, shown.err
    assert said in shown.out + shown.err
