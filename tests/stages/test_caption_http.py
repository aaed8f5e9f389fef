from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pytest
import pyvips
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter, ValidationError
from scripted import CHAT, Reply, serve
from tiny_gguf import TinyVlm

from runner.captioner import Generation, Revision
from runner.captioning.drafting import request
from runner.captioning.kinds import captioner
from runner.captioning.options import CaptionOptions
from runner.config.folder import configuration_folder
from runner.errors import EnvError, InferenceError
from runner.models.llama.grammar import TextLimits, text_schema_grammar
from runner.models.options import ServerOptions
from runner.schema import CaptionRow, DeriveRow, FactsRow, Finding, Rendition, Texts
from runner.stage import Folders, Item
from runner.stages.caption import caption
from runner.text.prompting.prompt import PromptOptions, RevisionWords

FACTS = FactsRow(
    **{f.name: () if f.type.startswith("tuple") else None for f in fields(FactsRow) if f.default is MISSING}
)  # type: ignore[union-attr,arg-type]
HARBOUR = replace(FACTS, subject="Rotterdam harbour", subject_from="human")
PROMPT = PromptOptions("Write.", "Facts: ", ("what", "name", "when", "keywords"))
OPTIONS = CaptionOptions(
    "openai_http",
    "served",
    prompt=PROMPT,
    max_tokens=300,
    limits=TextLimits(caption=(1, 30), alt_text=(1, 30), keywords=(1, 2), keyword=(2, 8)),
    server=ServerOptions("http://127.0.0.1:9", "tiny", "llama_server", concurrency=3, backoff_s=0.01),
)


def at(address: str, **changes: Any) -> CaptionOptions:
    assert OPTIONS.server is not None
    return replace(OPTIONS, server=replace(OPTIONS.server, url=address, **changes))


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    made = Folders(tmp_path, tmp_path / "run")
    made.renditions.mkdir()
    yield made
    captioner.clear()


def item(facts: FactsRow, folders: Folders, seed: int = 0) -> Item:
    """A photo with facts and a derived picture of noise."""
    noise = np.random.default_rng(seed).integers(0, 256, (60, 90, 3), np.uint8)
    pyvips.Image.new_from_array(noise).jpegsave(str(folders.renditions / f"{seed}.jpg"))
    rendition = Rendition("model", f"{seed}.jpg", 90, 60, 1, "0" * 64)
    figures = {field.name: () if field.name == "colours" else None for field in fields(DeriveRow)}
    derived = DeriveRow(**{**figures, "width": 90, "height": 60, "renditions": (rendition,)})  # type: ignore[arg-type]
    return Item(f"{seed:016x}", Path("a.jpg"), rows={"facts": facts, "pictures": derived})


@pytest.fixture(scope="module")
def llama_server(tiny_vlm: TinyVlm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of llama-cpp-python's own server with a vision model of random weights."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
    model = ["--model", str(tiny_vlm.model), "--clip_model_path", str(tiny_vlm.mmproj), "--chat_format", "mtmd"]
    command = [sys.executable, "-m", "llama_cpp.server", *model, "--n_ctx", "1024", "--n_threads", "1", "--port", port]
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as said, subprocess.Popen(command, stdout=said, stderr=said) as process:
        try:
            yield _ready(f"http://127.0.0.1:{port}", process, log)
        finally:
            process.terminate()


def _ready(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    while process.poll() is None:
        try:
            httpx2.get(f"{address}/v1/models").raise_for_status()
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return address
    raise AssertionError(log.read_text())


def test_a_real_server_looks_at_the_picture_and_keeps_to_the_grammar(llama_server: str, folders: Folders) -> None:
    asked = [item(FACTS, folders, 1), item(HARBOUR, folders, 2), item(FACTS, folders, 1)]
    first, second, again = caption(asked, at(llama_server, concurrency=1), folders)
    assert isinstance(first, CaptionRow)
    assert isinstance(second, CaptionRow)
    assert isinstance(again, CaptionRow)
    assert again.raw == first.raw != second.raw
    for row in (first, second):
        written = json.loads(row.raw)
        assert (row.caption, row.alt_text, list(row.keywords)) == (*list(written.values())[:2], written["keywords"])
        assert (row.prompt_tokens or 0) > 64, "the picture's tokens"
        assert 0 < (row.completion_tokens or 0) <= 300
        assert (row.model, row.model_hash, row.saw_picture) == ("served", None, True)


def test_a_real_server_is_told_when_a_prompt_is_too_long(llama_server: str, folders: Folders) -> None:
    options = replace(at(llama_server), prompt=replace(PROMPT, system="Write. " * 300))
    (failed,) = caption([item(HARBOUR, folders)], options, folders)
    assert isinstance(failed, InferenceError)
    assert "are too long for tiny" in str(failed)


def test_answers_come_in_order_and_several_are_under_way(folders: Folders) -> None:
    def answer(body: Any) -> Reply:
        told = body["messages"][-1]["content"]
        number = int(told.split("photo ")[1].split('"')[0])
        texts = json.dumps({"caption": f"Photo {number}", "alt_text": "x", "keywords": ["y"]})
        return Reply({"choices": [{"message": {"content": texts}}]}, wait_s=0.05 * (6 - number))

    with serve(answer) as script:
        items = [item(replace(HARBOUR, subject=f"photo {n}"), folders, n) for n in range(6)]
        rows = [*caption(items, at(script.address, sees=False), folders)]
        assert [row.caption for row in rows if isinstance(row, CaptionRow)] == [f"Photo {n}" for n in range(6)]
        assert script.most_busy == 3


def test_one_photo_fails_and_the_others_go_on(folders: Folders) -> None:
    bad = Reply(status=400, body={"error": {"message": "unprocessable"}})
    with serve(lambda body: bad if "photo 1" in str(body) else Reply(CHAT)) as script:
        items = [item(replace(HARBOUR, subject=f"photo {n}"), folders, n) for n in range(3)]
        (folders.renditions / "2.jpg").unlink()
        first, refused, unread = caption(items, at(script.address), folders)
    assert isinstance(first, CaptionRow)
    assert "unprocessable" in str(refused)
    assert "could not be read" in str(unread)


def test_a_revision_goes_on_from_the_first_request_and_asks_for_its_fields_alone(folders: Folders) -> None:
    words = RevisionWords(("draft", "wrong", "avoid"), "Wrong: ", "Avoid: ", "Facts: ", "Write again: ")
    finding = Finding.of("fluff", "caption", "error", ("stunning",), "'stunning' is praise")
    revision = Revision(Texts("A stunning harbour.", "Ships.", ("ship",)), ("caption",), (finding,), ("stunning",), 77)
    asked = item(HARBOUR, folders)
    with serve(Reply(CHAT)) as script:
        options = replace(at(script.address), prompt=replace(PROMPT, revise=words))
        writer = captioner(options)
        first = request(asked.item_id, asked["facts"], asked["pictures"], options, folders)
        assert writer.revises
        assert all(isinstance(made, Generation) for made in writer.write([first, replace(first, revision=revision)]))
        before, again = sorted(script.asked, key=lambda body: len(body["messages"]))
    assert again["messages"][: len(before["messages"])] == before["messages"]
    assert "A stunning harbour." in again["messages"][-2]["content"]
    assert "is praise" in again["messages"][-1]["content"]
    assert again["max_tokens"] == 77
    assert again["grammar"] == text_schema_grammar(options.limits, ("caption",))


def test_a_real_server_writes_again_what_it_is_asked_for(llama_server: str, folders: Folders) -> None:
    words = RevisionWords(("wrong",), "Wrong: ", "Avoid: ", "Facts: ", "Write again: ")
    options = replace(at(llama_server), prompt=replace(PROMPT, revise=words))
    revision = Revision(Texts("A.", "B.", ()), ("keywords",), (), (), 120)
    about = item(HARBOUR, folders)
    asked = request(about.item_id, about["facts"], about["pictures"], options, folders, revision)
    (made,) = captioner(options).write([asked])
    assert isinstance(made, Generation)
    assert json.loads(made.raw).keys() == {"keywords"}


def test_a_server_that_is_not_there_ends_the_run(folders: Folders) -> None:
    with pytest.raises(EnvError, match="cannot be reached"):
        [*caption([item(HARBOUR, folders, n) for n in range(5)], at("http://127.0.0.1:9", retries=0), folders)]


def test_a_text_model_that_knows_no_subject_is_not_asked(folders: Folders) -> None:
    with serve() as script:
        (row,) = caption([item(FACTS, folders)], at(script.address, sees=False), folders)
        assert isinstance(row, CaptionRow)
        assert (row.caption, row.saw_picture, script.asked) == (None, False, [])


@pytest.mark.parametrize("name", ["openai_http", "llama_server", "vllm", "ollama", "lm_studio"])
def test_shipped_configurations_are_valid(name: str) -> None:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        config = compose(
            "config", ["set=demo", f"caption={name}", "caption.server.url=http://h:1", "caption.server.model=m"]
        )
    made = TypeAdapter(CaptionOptions).validate_python(OmegaConf.to_container(config.caption))
    assert not made.problems()
    assert made.name == name
    assert config.caption.server.keys() == {field.name for field in fields(ServerOptions)}


@pytest.mark.parametrize("url", ["localhost:8080", "ftp://host", "http://user:secret@host", "http://host?key=1"])
def test_an_address_that_is_none_or_holds_a_secret_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(ServerOptions).validate_python({"url": url, "model": "m"})


def test_a_server_that_is_not_named_is_a_sentence() -> None:
    assert "server: missing" in str(CaptionOptions("openai_http", "x", prompt=PROMPT).problems())
