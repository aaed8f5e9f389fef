"""A dual encoder, with generated weights, that is asked what a picture shows as a whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_clip
from tiny_clip import SIZE

from runner.models.options import EncoderOptions
from runner.schema import EmbedRow
from runner.stage import STAGES, Folders, Item
from runner.stages.embed import EmbedOptions, loaded
from runner.stages.scenery import SceneryOptions, SceneryRow, scenery
from runner.text.claims.scenery import KINDS, default_scenery

FOLDERS = Folders(Path(), Path())
WORDS = tuple(dict.fromkeys(word for label in default_scenery().labels for word in label.asked.split()))


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SceneryOptions]:
    files = tiny_clip.write(tmp_path_factory.mktemp("clip"), WORDS)
    encoder = EncoderOptions(*map(str, files), SIZE, "crop", (0, 0, 0), (1, 1, 1), 16, "full")
    # Its sentences share most of their words: the scale tells them apart.
    yield SceneryOptions(EmbedOptions("tiny", encoder, batch=2, device="cpu"), scale=10_000, calibration="tiny")
    loaded.clear()


def item(options: SceneryOptions, shown: str) -> Item:
    """A photo that the encoder places where it places these words."""
    (vector,) = loaded(options.encoder.encoder, "cpu", options.encoder.threads).encode_texts([shown])
    return Item(shown, Path("a.jpg"), rows={"embedding": EmbedRow(tuple(vector.tolist()), (), "tiny", "CPU")})


def rows(options: SceneryOptions, shown: str) -> dict[str, SceneryRow]:
    (made,) = scenery([item(options, shown)], options, FOLDERS)
    return {row.group: row for row in made}  # type: ignore[union-attr]


@pytest.mark.parametrize("label", default_scenery().labels, ids=lambda label: label.name)
def test_the_label_whose_words_lie_nearest_is_chosen_in_its_group(options: SceneryOptions, label: object) -> None:
    kind, name, asked = label  # type: ignore[misc]
    found = rows(options, asked)
    assert tuple(found) == KINDS
    assert found[kind].label == name
    assert found[kind].share > 0.5


def test_what_lies_between_labels_is_no_label_and_no_fact(options: SceneryOptions) -> None:
    unsure = rows(replace(options, scale=1.0), "red")["scene"]
    assert (unsure.label, unsure.share < 0.5) == ("", True)
    facts = STAGES["scenery"].facts
    assert facts is not None
    assert list(facts(unsure)) == []


def test_what_it_chooses_is_a_fact_with_its_share_on_which_no_text_may_rest(options: SceneryOptions) -> None:
    stage = STAGES["scenery"]
    assert stage.facts is not None
    assert stage.witness is not None
    row = rows(options, "a photo of a kitchen")["scene"]
    (fact,) = stage.facts(row)
    assert (fact.kind, fact.value, fact.confidence) == ("scene", "kitchen", row.share)
    look = stage.witness(options)
    assert (look.calibration, look.believed) == ("tiny", False)


def test_it_is_optional(options: SceneryOptions) -> None:
    assert STAGES["scenery"].failure == "optional"


def test_importing_the_stage_imports_no_inference_library() -> None:
    code = "import runner.stages.scenery, sys; assert not {'onnxruntime', 'tokenizers', 'numpy'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], check=True)
