from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import onnxruntime
import polars as pl
import pytest
import pyvips
import tiny_clip
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter
from tiny_clip import SIZE, TinyClip
from tokenizers import Tokenizer, normalizers

from runner.config.checking import check
from runner.config.folder import configuration_folder
from runner.errors import DecodeError, EnvError, InferenceError, UnreadableFile
from runner.models.onnx.dual_encoder import DualEncoder
from runner.models.onnx.encoder_preprocess import preprocess
from runner.models.onnx.hierarchy import read_hierarchy
from runner.models.onnx.hints import EVERYDAY, HintVocabulary, hints
from runner.models.onnx.packaged import classifier_files
from runner.models.options import EncoderOptions
from runner.schema import DeriveRow, EmbedRow, Rendition
from runner.stage import Folders, Item
from runner.stages.embed import EmbedOptions, _with_words, embed
from runner.store import evidence

RED, GREEN, GREY = (250, 5, 5), (5, 250, 5), (128, 128, 128)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> TinyClip:
    everyday = {names[-1] for names in read_hierarchy(classifier_files("efficientnet_lite0")[1]).classes[::EVERYDAY]}
    words = sorted({part.casefold() for name in everyday for part in name.split()} - {*tiny_clip.COLOURS})
    return tiny_clip.write(tmp_path_factory.mktemp("clip"), ("photo", *words))


@pytest.fixture(scope="module")
def options(clip: TinyClip) -> Iterator[EmbedOptions]:
    encoder = EncoderOptions(*map(str, clip), SIZE, "crop", (0, 0, 0), (1, 1, 1), 16, "longest")
    yield EmbedOptions("tiny", encoder, tiny_clip.COLOURS, ("{}",), batch=2, device="cpu")
    _with_words.clear()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path, tmp_path / "run")
    made.renditions.mkdir()
    return made


def item(folders: Folders, name: str, colour: tuple[int, int, int] = GREY) -> Item:
    image = pyvips.Image.black(90, 60).new_from_image(colour).copy(interpretation="srgb").cast("uchar")
    image.jpegsave(str(folders.renditions / f"{name}.jpg"), Q=95)
    rendition = Rendition("thumbnail", f"{name}.jpg", 90, 60, 1, "0" * 64)
    figures = {field.name: () if field.name == "colours" else None for field in fields(DeriveRow)}
    derived = DeriveRow(**{**figures, "width": 90, "height": 60, "renditions": (rendition,)})  # type: ignore[arg-type]
    return Item(name, Path("a.jpg"), rows={"pictures": derived})


def rows(results: Iterator[object]) -> list[EmbedRow]:
    made = list(results)
    assert all(isinstance(row, EmbedRow) for row in made), made
    return made  # type: ignore[return-value]


def test_the_word_that_fits_is_the_hint_and_nothing_fits_grey(options: EmbedOptions, folders: Folders) -> None:
    asked = [item(folders, "a", RED), item(folders, "b", GREY), item(folders, "c", GREEN)]
    red, grey, green = rows(embed(asked, options, folders))
    assert [hint.word for hint in red.hints] == ["red"]
    assert [hint.word for hint in green.hints] == ["green"]
    assert grey.hints == ()
    assert red.hints[0].rarity == 0
    assert (red.model, red.provider) == ("tiny", "CPUExecutionProvider")


def test_vectors_have_length_one_and_depend_on_their_photo_alone(options: EmbedOptions, folders: Folders) -> None:
    photos = [item(folders, "a", RED), item(folders, "b", GREEN), item(folders, "c", RED)]
    together = [row.embedding for row in rows(embed(photos, options, folders))]
    alone = [row.embedding for photo in photos for row in rows(embed([photo], options, folders))]
    assert together == alone
    assert np.allclose(np.linalg.norm(together, axis=1), 1)


def test_vectors_are_kept_with_half_the_bits_and_become_an_array(options: EmbedOptions, folders: Folders) -> None:
    made = rows(embed([item(folders, "a", RED), item(folders, "b", GREEN)], options, folders))
    table = pl.DataFrame([evidence.to_record(row) for row in made], schema=evidence.columns(EmbedRow), orient="row")
    assert table.schema["embedding"] == pl.List(pl.Float32)
    vectors = table["embedding"].list.to_array(tiny_clip.DIMENSIONS)
    assert vectors.dtype == pl.Array(pl.Float32, tiny_clip.DIMENSIONS)
    assert vectors.to_numpy() @ vectors.to_numpy().T == pytest.approx(np.array([[1, -0.5], [-0.5, 1]]), abs=0.05)
    assert evidence.to_rows(EmbedRow, table)[0].hints == made[0].hints


def test_a_photo_that_cannot_be_read_does_not_stop_the_others(options: EmbedOptions, folders: Folders) -> None:
    asked = [item(folders, name, RED) for name in "abcd"]
    (folders.renditions / "b.jpg").write_bytes(b"no picture")
    (folders.renditions / "c.jpg").unlink()
    first, damaged, lost, last = embed(asked, options, folders)
    assert (type(damaged), type(lost)) == (DecodeError, UnreadableFile)
    assert isinstance(first, EmbedRow)
    assert isinstance(last, EmbedRow)
    assert first.embedding == last.embedding


def test_no_words_no_hints_and_no_text_is_read(options: EmbedOptions, folders: Folders) -> None:
    (row,) = rows(embed([item(folders, "a", RED)], replace(options, words=()), folders))
    assert row.hints == ()


def test_a_word_without_meaning_is_a_hint_as_seldom_as_rarity_says() -> None:
    directions = np.random.default_rng(1).normal(size=(3200, 32)).astype(np.float32)
    vectors = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    chance = [
        bool(hints(HintVocabulary(("word",), vectors[n : n + 1], vectors[2000:2200]), vectors[n + 1], 0.05, 5))
        for n in range(1999)
    ]
    assert np.mean(chance) == pytest.approx(0.05, abs=0.02)


def test_hints_are_the_nearest_words_first_and_not_more_than_asked_for() -> None:
    unit = np.eye(3, dtype=np.float32)
    known = HintVocabulary(("far", "near", "nearer"), unit @ unit * [[0.1], [0.8], [0.9]], unit[:0])
    found = hints(known, np.ones(3, np.float32), 0.5, 2)
    assert [hint.word for hint in found] == ["nearer", "near"]


@pytest.mark.parametrize(("fit", "left"), [("crop", 0.0), ("squeeze", 1.0)])
def test_the_middle_is_cut_out_or_the_whole_is_squeezed(
    options: EmbedOptions, tmp_path: Path, fit: str, left: float
) -> None:
    white = np.zeros((60, 180, 3), np.uint8)
    white[:, :40] = 255
    pyvips.Image.new_from_array(white).pngsave(str(tmp_path / "a.png"))
    seen = preprocess(tmp_path / "a.png", replace(options.encoder, fit=fit))  # type: ignore[arg-type]
    assert seen.shape == (3, SIZE, SIZE)
    assert seen[:, :, 2].mean() == pytest.approx(left, abs=0.02)


def test_channels_are_normalised_each_by_its_own_figures(options: EmbedOptions, folders: Folders) -> None:
    item(folders, "a", (51, 102, 204))
    encoder = replace(options.encoder, mean=(0.1, 0.2, 0.3), std=(0.5, 0.25, 1.0))
    seen = preprocess(folders.renditions / "a.jpg", encoder).mean(axis=(1, 2))
    assert seen == pytest.approx([0.2, 0.8, 0.5], abs=0.03)


def test_a_tower_of_small_letters_reads_small_letters(options: EmbedOptions, tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(options.encoder.tokenizer)
    tokenizer.normalizer = normalizers.Sequence([])  # as SigLIP 2's: it leaves capitals as they are
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    asking = replace(options.encoder, tokenizer=str(tmp_path / "tokenizer.json"))
    apart, red = DualEncoder(asking, "cpu", 1).encode_texts(["RED", "red"])
    assert apart @ red < 0.9
    same, small = DualEncoder(replace(asking, lowercase=True), "cpu", 1).encode_texts(["RED", "red"])
    assert same @ small == pytest.approx(1, abs=1e-6)


def test_a_missing_file_says_how_to_fetch_it(options: EmbedOptions, tmp_path: Path) -> None:
    inside = replace(options.encoder, vision=str(tmp_path / "clip_vit_b32" / "no.onnx"), weights="clip_vit_b32")
    with pytest.raises(EnvError, match="runner models fetch clip_vit_b32"):
        DualEncoder(inside, "cpu", 1)
    elsewhere = replace(inside, vision=str(tmp_path / "no.onnx"))
    with pytest.raises(EnvError, match=r"Set embed\.encoder to files that exist"):  # no fetch brings that one
        DualEncoder(elsewhere, "cpu", 1)


@pytest.mark.skipif("CUDAExecutionProvider" not in onnxruntime.get_available_providers(), reason="built without CUDA")
def test_cuda_is_never_replaced_in_silence(options: EmbedOptions) -> None:
    refused = ""
    try:
        provider = DualEncoder(options.encoder, "cuda", 1).provider
    except EnvError as problem:
        provider, refused = "", problem.problem
    assert provider == "CUDAExecutionProvider" or "cannot use CUDA" in refused


def test_towers_and_tokenizers_of_another_kind_are_refused(options: EmbedOptions, tmp_path: Path) -> None:
    with pytest.raises(EnvError, match="image_embeds"):
        DualEncoder(replace(options.encoder, vision=options.encoder.text), "cpu", 1)
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(EnvError, match="is not a tokenizer"):
        DualEncoder(replace(options.encoder, tokenizer=str(tmp_path / "tokenizer.json")), "cpu", 1)


def test_a_picture_of_the_wrong_shape_is_an_inference_error(options: EmbedOptions) -> None:
    with pytest.raises(InferenceError, match="failed on CPUExecutionProvider"):
        DualEncoder(options.encoder, "cpu", 1).encode_pictures(np.zeros((1, 3, 8, 8), np.float32))


@pytest.mark.parametrize("template", ["a photo", "{} and {}", "{word}", "{} }"])
def test_a_template_without_one_place_for_the_word_is_a_sentence(options: EmbedOptions, template: str) -> None:
    assert "one {}" in str(replace(options, templates=(template,)).problems())


@pytest.mark.parametrize("name", sorted(path.stem for path in (configuration_folder() / "embed").glob("*.yaml")))
def test_shipped_configurations_say_every_option_and_name_the_files_that_are_fetched(name: str) -> None:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        config = compose(overrides=[f"+embed={name}", "+paths.models=/m"])
    made = TypeAdapter(EmbedOptions).validate_python(OmegaConf.to_container(config.embed, resolve=True))
    assert (made.name, made.encoder.weights, [*made.problems()]) == (name, name, [])
    assert set(config.embed.keys()) | {"words"} == {field.name for field in fields(EmbedOptions)}
    assert set(config.embed.encoder.keys()) == {field.name for field in fields(EncoderOptions)}
    catalogued = OmegaConf.load(configuration_folder() / "weights" / f"{name}.yaml")
    files = {made.encoder.vision, made.encoder.text, made.encoder.tokenizer}
    assert files == {f"/m/{name}/{path}" for path in catalogued.files}
    assert f"Licence: {catalogued.licence}." in (configuration_folder() / "embed" / f"{name}.yaml").read_text()


def test_the_graph_embed_is_prepare_and_two_stages_more(tmp_path: Path) -> None:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        made = check(compose("config", overrides=["set=demo", f"set.source={tmp_path}", "graph=embed"]))
        prepare = check(compose("config", overrides=["set=demo", f"set.source={tmp_path}"]))
    assert {node.name for node in made.graph.nodes} - {node.name for node in prepare.graph.nodes} == {
        "embed",
        "alignment",
    }


def test_importing_the_stage_imports_no_inference_library() -> None:
    code = (
        "import runner.stages.embed, sys; assert not {'onnxruntime', 'tokenizers', 'huggingface_hub'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
