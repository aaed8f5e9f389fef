from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from runner import pixels
from runner.errors import DecodeError
from runner.pixels import Decoded, Memory, PictureSlot

_DECODE_FOR_EVER = """
import sys, time
from runner.pixels import PictureSlot

def decode(memory):
    memory(4, 4)[:] = 1
    print("decoding", flush=True)
    time.sleep(60)

PictureSlot(int(sys.argv[1])).picture("one", decode)
"""


def _of(value: int, side: int = 4, profile: bytes = b"") -> Callable[[Memory], Decoded]:
    def decode(memory: Memory) -> Decoded:
        picture = memory(side, side)
        picture[:] = value
        return Decoded(picture, profile)

    return decode


def _fails(memory: Memory) -> Decoded:
    memory(2, 2)[:] = 9
    raise DecodeError("damaged half way")


def _never(memory: Memory) -> Decoded:
    raise AssertionError("decoded though it is here")


@pytest.fixture
def slot() -> PictureSlot:
    return PictureSlot()


def test_who_opens_a_slot_by_its_descriptor_sees_the_picture(slot: PictureSlot) -> None:
    slot.picture("one", _of(7))
    assert PictureSlot(slot.descriptor).picture("one", _never).pixels.tolist() == np.full((4, 4, 3), 7).tolist()


def test_a_slot_holds_the_last_picture_alone(slot: PictureSlot) -> None:
    slot.picture("one", _of(7))
    slot.picture("two", _of(8, side=2))
    assert slot.picture("two", _never).pixels.shape == (2, 2, 3)
    assert slot.picture("one", _of(9)).pixels.max() == 9


def test_a_picture_that_fails_is_nobodys(slot: PictureSlot) -> None:
    slot.picture("one", _of(7))
    with pytest.raises(DecodeError):
        slot.picture("two", _fails)
    assert slot.picture("two", _of(3)).pixels.max() == 3
    assert slot.picture("one", _of(4)).pixels.max() == 4


def test_a_picture_too_large_for_a_slot_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "MOST", 1_000)
    slot = PictureSlot()
    assert slot.picture("large", _of(7, side=40)).pixels.shape == (40, 40, 3)
    assert slot.picture("large", _of(8, side=40)).pixels.max() == 8


def test_who_is_killed_while_decoding_holds_nobody_up(slot: PictureSlot) -> None:
    command = [sys.executable, "-c", _DECODE_FOR_EVER, str(slot.descriptor)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, pass_fds=[slot.descriptor]) as other:
        assert other.stdout
        assert other.stdout.readline() == b"decoding\n"
        other.send_signal(signal.SIGKILL)
    assert slot.picture("one", _of(5)).pixels.max() == 5


def test_pictures_that_are_open_at_a_time_do_not_disturb_each_other() -> None:
    with pixels.slot(None) as one, pixels.slot(None) as other:
        assert one
        assert other
        first, second = one.picture("one", _of(1)), other.picture("two", _of(2))
        assert (first.pixels.max(), second.pixels.max()) == (1, 2)
    with pixels.slot(None) as again:
        assert again in (one, other)


def test_without_memory_to_share_everybody_has_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert pixels.slots(2) == []


def test_a_number_that_nobody_was_given_is_memory_of_ones_own(tmp_path: Path) -> None:
    with pixels.slot(99) as slot:
        assert slot
        assert slot.picture("one", _of(1)).pixels.max() == 1
