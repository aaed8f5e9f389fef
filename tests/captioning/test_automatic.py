from __future__ import annotations

import pytest

from runner.captioning.automatic import Choice, Surroundings, candidates, choose
from runner.errors import EnvError
from runner.messages import word
from runner.models.llama.memory import Memory
from runner.models.servers.probing import Probed, ServedModel
from runner.models.weights.present import PresentModel

SMALL = PresentModel("qwen3vl_2b", ("caption=qwen3vl_2b",), 1.55)
LARGE = PresentModel("qwen3vl_8b", ("caption=qwen3vl_8b",), 5.78)
OLLAMA = Probed(
    "ollama", "http://localhost:11434", "answers", (ServedModel("llama3", False), ServedModel("llava", True))
)
ABSENT = Probed("llama_server", "http://localhost:8080", "absent")
LAPTOP, WORKSTATION = Memory(16, None), Memory(64, 12)


def around(*models: PresentModel, servers: tuple[Probed, ...] = (), memory: Memory = LAPTOP, offloads: bool = False,
           text_model: bool = True) -> Surroundings:  # fmt: skip
    return Surroundings(models, servers, memory, offloads, text_model)


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        (around(SMALL, LARGE, servers=(OLLAMA,), memory=WORKSTATION, offloads=True), "qwen3vl_8b"),
        (around(SMALL, LARGE, servers=(OLLAMA,), memory=Memory(64, 4), offloads=True), "qwen3vl_2b"),
        (around(SMALL, LARGE, servers=(OLLAMA,), memory=WORKSTATION), "llava (ollama)"),
        (around(SMALL, LARGE, servers=(ABSENT,)), "qwen3vl_2b"),
        (around(LARGE, memory=Memory(4, None)), "smollm2"),
        (around(servers=(ABSENT,)), "smollm2"),
        (around(text_model=False), "composer"),
    ],
)
def test_the_first_that_can_be_used_writes(there: Surroundings, chosen: str) -> None:
    assert choose(there).chosen.name == chosen


@pytest.mark.parametrize(
    ("model", "why"),
    [
        (ServedModel("llama3", False), "cannot see pictures"),
        (ServedModel("Qwen3-VL", None), "does not say whether"),
        (ServedModel("gemma4:31b-cloud", True, local=False), "to another machine"),
    ],
)
def test_a_model_that_may_not_get_the_pictures_is_said_why(model: ServedModel, why: str) -> None:
    made = choose(around(servers=(Probed("vllm", "http://localhost:8000", "answers", (model,)),)))
    assert made.chosen.name == "smollm2"
    assert why in word(made.considered[0].why)


def test_everything_that_was_looked_at_stands_in_the_record() -> None:
    made = choose(around(SMALL, LARGE, servers=(ABSENT, OLLAMA), memory=Memory(6, None)))
    record = made.for_file()
    assert record["options"] == [
        "caption=ollama", "caption.server.model=llava", "caption.server.url=http://localhost:11434",
    ]  # fmt: skip
    assert record["sees"] is True
    looked = [(each["name"], each["usable"]) for each in record["considered"]]  # type: ignore[attr-defined]
    assert looked == [
        ("llama_server", False), ("llama3 (ollama)", False), ("llava (ollama)", True), ("qwen3vl_2b", True),
        ("qwen3vl_8b", False), ("smollm2", True), ("composer", True),
    ]  # fmt: skip


def last(made: Choice) -> dict[str, object]:
    return made.for_file()


def test_a_set_keeps_its_captioner_when_a_better_one_comes() -> None:
    first = choose(around(SMALL))
    made = choose(around(SMALL, servers=(OLLAMA,)), last(first))
    assert (made.chosen.name, made.kept) == ("qwen3vl_2b", True)
    assert choose(around(SMALL, servers=(OLLAMA,))).chosen.name == "llava (ollama)"


def test_a_captioner_that_saw_is_never_replaced_in_silence() -> None:
    first = choose(around(servers=(OLLAMA,)))
    with pytest.raises(EnvError, match=r"llava .* is not available now") as raised:
        choose(around(SMALL), last(first))
    assert "caption=qwen3vl_2b" in raised.value.mend


def test_one_that_saw_nothing_gives_way_to_one_that_sees() -> None:
    first = choose(around())
    assert choose(around(SMALL), last(first)).chosen.name == "qwen3vl_2b"


def test_every_reason_is_worded_in_both_languages() -> None:
    there = around(SMALL, LARGE, servers=(ABSENT, OLLAMA, Probed("vllm", "http://x", "other")), text_model=False)
    for each in candidates(there):
        assert "{" not in word(each.why) + word(each.why, "de")
        assert word(each.why) != word(each.why, "de")
