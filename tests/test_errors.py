from __future__ import annotations

import pickle

import pytest

from runner.errors import ConfigError, EnvError, RefusedFile, RunnerError, TimeoutExceeded


@pytest.mark.parametrize(
    "error",
    [ConfigError(["a: wrong.", "b: missing."]), EnvError("gone", "get it"), RefusedFile("half", "truncated")],
)
def test_errors_cross_a_process_boundary_whole(error: RunnerError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert vars(back) == vars(error)


def test_an_item_error_has_the_kind_of_its_class_unless_told() -> None:
    assert TimeoutExceeded("slow").kind == "timeout"
    assert RefusedFile("half", "truncated").kind == "truncated"
