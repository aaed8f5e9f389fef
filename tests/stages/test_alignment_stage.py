from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_clip
from tiny_clip import SIZE

from runner.models.options import EncoderOptions
from runner.schema import AlignmentRow, EmbedRow, RepairRow
from runner.stage import Folders, Item
from runner.stages.alignment import AlignmentOptions, alignment
from runner.stages.embed import EmbedOptions, loaded

FOLDERS = Folders(Path(), Path())


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AlignmentOptions]:
    files = tiny_clip.write(tmp_path_factory.mktemp("clip"))
    encoder = EncoderOptions(*map(str, files), SIZE, "crop", (0, 0, 0), (1, 1, 1), 16, "longest")
    yield AlignmentOptions(EmbedOptions("tiny", encoder, batch=2, device="cpu"))
    loaded.clear()


def item(options: AlignmentOptions, seen: str, caption: str | None, alt_text: str | None = None) -> Item:
    """A photo that the encoder places where it places the word `seen`."""
    (vector,) = loaded(options.encoder.encoder, "cpu", options.encoder.threads).encode_texts([seen])
    embedding = EmbedRow(tuple(vector.tolist()), (), "tiny", "CPUExecutionProvider")
    repair = RepairRow(caption, alt_text, (), (), (), (), None, ())
    return Item(seen, Path("a.jpg"), rows={"embedding": embedding, "texts": repair})


def rows(items: list[Item], options: AlignmentOptions) -> list[AlignmentRow]:
    made = list(alignment(items, options, FOLDERS))
    assert all(isinstance(row, AlignmentRow) for row in made)
    return made  # type: ignore[return-value]


def test_the_text_that_says_what_is_seen_lies_nearer(options: AlignmentOptions) -> None:
    right, wrong = rows([item(options, "red", "red", "green"), item(options, "red", "blue")], options)
    assert right.caption == pytest.approx(1, abs=1e-3)
    assert right.alt_text is not None
    assert right.alt_text < 0
    assert wrong.caption == right.alt_text
    assert (right.model, right.provider) == ("tiny", "CPUExecutionProvider")


def test_a_text_that_is_not_there_has_no_number_and_moves_no_other(options: AlignmentOptions) -> None:
    asked = [item(options, "red", None, "red"), item(options, "green", "green"), item(options, "blue", None)]
    first, second, third = rows(asked, options)
    assert (first.caption, second.alt_text, third.caption, third.alt_text) == (None, None, None, None)
    assert first.alt_text == second.caption == pytest.approx(1, abs=1e-3)


def test_importing_the_stage_imports_no_inference_library() -> None:
    code = "import runner.stages.alignment, sys; assert not {'onnxruntime', 'tokenizers', 'numpy'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], check=True)
