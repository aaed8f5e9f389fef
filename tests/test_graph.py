from __future__ import annotations

import pytest

from runner.graph import order


def test_order_puts_needs_first_and_keeps_the_written_order_else() -> None:
    assert order({"c": ["a"], "b": [], "a": []}) == ["b", "a", "c"]


def test_a_cycle_is_named() -> None:
    with pytest.raises(ValueError, match=r"a → b → a|b → a → b"):
        order({"a": ["b"], "b": ["a"], "c": []})
