"""Items in batches through a model: one result each, in order, whatever happens to the others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from runner.errors import InferenceError, ItemError
from runner.models.batches import in_batches


def _digit(item: str) -> int:
    if not item.isdigit():
        raise InferenceError(f"{item} is no number")
    return int(item)


@pytest.mark.parametrize(("size", "batches"), [(1, [[1], [2], [3]]), (2, [[1], [2], [3]]), (9, [[1, 2, 3]])])
def test_each_item_has_its_result_and_a_bad_one_its_error(size: int, batches: list[list[int]]) -> None:
    computed: list[list[int]] = []

    def doubled(numbers: Sequence[int]) -> list[int]:
        computed.append([*numbers])
        return [2 * number for number in numbers]

    results = [*in_batches(["1", "x", "2", "y", "3"], size, _digit, doubled)]
    assert [each if isinstance(each, int) else str(each) for each in results] == [
        2, "x is no number", 4, "y is no number", 6,
    ]  # fmt: skip
    assert computed == batches


def test_what_is_no_fault_of_an_item_ends_it() -> None:
    def broken(numbers: Sequence[int]) -> list[int]:
        raise ItemError("out of memory")

    with pytest.raises(ItemError, match="out of memory"):
        [*in_batches(["1", "2"], 2, _digit, broken)]
