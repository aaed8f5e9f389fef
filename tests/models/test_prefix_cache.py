"""What was read for one prompt is not read again for another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import SHORT, asked
from tiny_gguf import TinyVlm

from runner.captioner import Message, Part
from runner.models.llama.chat import PICTURE
from runner.models.llama.completion import Completion, CompletionRequest
from runner.models.llama.model import Llama
from runner.models.options import LlamaOptions

SEEN = 64
"""Tokens of a picture of the tiny model."""
WRONG = Message("user", (Part("The caption names no place. Write it again."),))


@pytest.fixture
def three(tiny_vlm: TinyVlm) -> Iterator[Llama]:
    llama = Llama(LlamaOptions(str(tiny_vlm.model), str(tiny_vlm.mmproj), context=2048, sequences=3, threads=1))
    yield llama
    llama.unload()


def about(picture: bytes | None, subject: str = "a heron", *more: Message) -> CompletionRequest:
    *before, last = asked(subject)
    looked = Message("user", (PICTURE, *last.parts))
    return CompletionRequest((*before, looked, *more), picture, SHORT, 200)


def again(first: Completion) -> tuple[Message, ...]:
    return Message("assistant", (Part(first.text, False),)), WRONG


def read(llama: Llama, *questions: CompletionRequest) -> list[int]:
    answers = list(llama.stream(questions))
    assert all(isinstance(answer, Completion) for answer in answers)
    return [answer.read_tokens for answer in answers if isinstance(answer, Completion)]


def test_another_attempt_reads_its_text_only(three: Llama, photos: list[bytes]) -> None:
    first = three.complete(about(photos[0]))
    assert first.read_tokens == first.prompt_tokens
    for _ in range(3):
        second = three.complete(about(photos[0], "a heron", *again(first)))
        assert second.prompt_tokens > first.prompt_tokens
        assert second.read_tokens < second.prompt_tokens - SEEN


def test_another_attempt_goes_on_behind_the_question(three: Llama, photos: list[bytes]) -> None:
    """Facts are read once: 400 letters more of them make the first attempt longer, and no other."""
    extra = []
    for subject in ("a heron", "a heron" + "x" * 400):
        first = three.complete(about(photos[0], subject))
        second = three.complete(about(photos[0], subject, *again(first)))
        answer = len(first.text.encode()) + len(WRONG.parts[0].text)
        assert second.read_tokens < answer + 50  # the words of the template
        extra.append(second.prompt_tokens)
    assert extra[1] > extra[0] + 300


def test_attempts_in_rounds_know_every_picture(three: Llama, tiny_vlm: TinyVlm, photos: list[bytes]) -> None:
    """As repair asks: about each photo once, then about each again and again; the texts are those written alone."""
    told: list[tuple[Message, ...]] = [()] * 3
    asked, answers = [], []
    for round_ in range(3):
        questions = [about(photo, "a heron", *more) for photo, more in zip(photos, told, strict=True)]
        completed = [answer for answer in three.stream(questions) if isinstance(answer, Completion)]
        told = [(*more, *again(answer)) for more, answer in zip(told, completed, strict=True)]
        assert round_ == 0 or all(answer.read_tokens < answer.prompt_tokens - SEEN for answer in completed)
        asked += questions
        answers += [answer.text for answer in completed]
    fresh = Llama(LlamaOptions(str(tiny_vlm.model), str(tiny_vlm.mmproj), context=2048, sequences=1, threads=1))
    alone = []
    for question in asked:
        fresh._prefix_cache.drop(fresh._prefix_cache._slots[0])
        alone.append(fresh.complete(question))
    fresh.unload()
    assert [answer.text for answer in alone] == answers
    assert all(answer.read_tokens == answer.prompt_tokens for answer in alone)


def test_another_attempt_takes_the_place_of_no_other_picture(three: Llama, photos: list[bytes]) -> None:
    a, b, c = photos
    told: tuple[Message, ...] = ()
    for picture in (a, b, c, c, c):
        answer = three.complete(about(picture, "a heron", *told))
        told = again(answer) if picture is c else ()
    assert all(count < SEEN for count in read(three, about(a), about(b), about(c)))


def test_a_text_is_the_same_whether_its_picture_was_known(three: Llama, tiny_vlm: TinyVlm, photos: list[bytes]) -> None:
    first = three.complete(about(photos[0]))
    continued = three.complete(about(photos[0], "a heron", *again(first)))
    fresh = Llama(LlamaOptions(str(tiny_vlm.model), str(tiny_vlm.mmproj), context=2048, sequences=1, threads=1))
    anew = fresh.complete(about(photos[0], "a heron", *again(first)))
    fresh.unload()
    assert continued.text == anew.text
    assert continued.read_tokens < anew.read_tokens == anew.prompt_tokens


def test_what_all_prompts_share_is_read_once_for_all_places(three: Llama) -> None:
    first, *others = read(three, *(about(None, subject) for subject in ("a", "b", "c", "d", "e")))
    assert len({*others}) == 1
    assert others[0] < first / 3


def test_several_prompts_at_once_share_one_picture(three: Llama, photos: list[bytes]) -> None:
    first, *others = read(three, *(about(photos[0], subject) for subject in ("a", "b", "c", "d", "e")))
    assert max(others) < first - SEEN


def test_the_last_pictures_stay_known_and_the_oldest_goes_first(three: Llama, photos: list[bytes]) -> None:
    a, b, c = photos
    for picture in (a, b, c):
        read(three, about(picture))
    assert all(count < SEEN for count in read(three, about(a), about(b), about(c)))
    read(three, about(None))
    lost = [count > SEEN for picture in (c, b, a) for count in read(three, about(picture))]
    assert lost == [False, False, True]


def test_a_picture_that_is_no_longer_in_the_context_is_not_encoded_again(
    three: Llama, photos: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(three, about(photos[0]))
    (chunk,) = three._segments(photos[0])
    known = chunk.embedding  # type: ignore[union-attr]
    read(three, *(about(picture) for picture in (photos[1], photos[2], None)))
    assert read(three, about(photos[0]))[0] > SEEN
    assert three._segments(photos[0])[0].embedding is known is not None  # type: ignore[union-attr]


def test_after_a_failure_the_place_is_read_anew(
    three: Llama, photos: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = three.complete(about(photos[0]))
    reading = three._context.read

    def failing(tokens: list[int], start: int, sequence: int) -> int:
        raise_after = reading(tokens, start, sequence)
        raise MemoryError(raise_after)

    monkeypatch.setattr(three._context, "read", failing)
    with pytest.raises(MemoryError):
        three.complete(about(photos[0]))
    monkeypatch.undo()
    assert three.complete(about(photos[0])).text == whole.text
