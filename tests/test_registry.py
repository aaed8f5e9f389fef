"""Registration by name, and the messages about a name that nothing has or that two modules claim."""

from __future__ import annotations

import pytest

from runner import plugins
from runner.registry import Registry


@pytest.fixture
def shapes() -> Registry[int]:
    made: Registry[int] = Registry("shape")
    made.add("square", 4, "runner.shapes")
    made.add("triangle", 3, "somebody.shapes")
    return made


def test_a_module_that_is_loaded_again_replaces_its_own(shapes: Registry[int]) -> None:
    shapes.add("triangle", 30, "somebody.shapes")
    assert (shapes["triangle"], [*shapes]) == (30, ["square", "triangle"])


@pytest.mark.parametrize(("name", "module"), [("square", "somebody.shapes"), ("triangle", "others.shapes")])
def test_what_is_there_already_is_not_replaced(shapes: Registry[int], name: str, module: str) -> None:
    with pytest.raises(ValueError, match=f"two shapes are called '{name}': in .* and {module}"):
        shapes.add(name, 9, module)
    assert shapes.so_far() == {"square": 4, "triangle": 3}


def test_the_programs_own_takes_the_place_of_a_plug_in_that_was_there_before(
    shapes: Registry[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins.problems()
    monkeypatch.setattr(plugins, "_problems", [])
    shapes.add("triangle", 33, "runner.more_shapes")
    assert shapes.get("triangle") == 33
    (problem,) = plugins.problems()
    assert problem == "The shape 'triangle' of somebody.shapes was left out: there is one already."
    assert shapes.hint("squares") == f"Did you mean 'square'? {problem}"


def test_an_unknown_name_is_answered_with_the_nearest_or_with_all(shapes: Registry[int]) -> None:
    assert shapes.get("circle") is None
    assert shapes.hint("sqare").startswith("Did you mean 'square'?")
    assert shapes.hint("zzz").startswith("Available: square, triangle.")
