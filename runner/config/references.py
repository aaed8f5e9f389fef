"""What a value in a configuration may refer to: options without secrets, and the environment where it is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from omegaconf.errors import OmegaConfBaseException
from omegaconf.grammar.gen.OmegaConfGrammarParser import OmegaConfGrammarParser
from omegaconf.grammar_parser import parse

_SECRET = re.compile(r"publish\.(?:.*[._])?(?:password|passwd|pass|passphrase|pwd|pw|secret|token|key)", re.IGNORECASE)
_ENVIRONMENT = "oc.env"
_SELECT = "oc.select"  # a reference to something that may be missing
_PROGRAM = "conf"  # the program's folder of configurations: rules find the calibrations of witnesses there
_PLACES = "publish.ftp.password, publish.mysql.password, passwords and keys of publish.place, and paths"
_LONGEST, _MOST = 2000, 20
_SIMPLE = re.compile(r"\$\{(\.*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\}")


def secret(key: str) -> bool:
    """True if the option with this dotted name holds a password or a key."""
    return _SECRET.fullmatch(key) is not None


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value that is not a container, with its dotted name."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from leaves(each, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from leaves(each, f"{key}.{number}")
    else:
        yield key, value


def problems(values: Mapping[str, Any], prefix: str = "") -> list[str]:
    """A sentence for each value with a reference that is not allowed. References are unresolved; no value is shown."""
    every = dict(leaves(values, prefix))
    secrets = [key for key in every if secret(key)]
    return [problem for key, value in every.items() if isinstance(value, str) for problem in _of(key, value, secrets)]


def _of(key: str, value: str, secrets: Sequence[str]) -> Iterator[str]:
    if "${" not in value:
        return
    if simple := _SIMPLE.fullmatch(value):  # most are, and the grammar is slow
        yield from _named(key, simple[1], secrets)
        return
    if len(value) > _LONGEST or value.count("${") > _MOST:
        yield f"{key}: holds more references than a value needs. Write the value itself."
        return
    try:
        tree = parse(value)
    except (OmegaConfBaseException, RecursionError):
        yield f"{key}: '${{' begins a reference, and this is none. Write ${{group.option}}, or \\${{ for the two signs."
        return
    yield from dict.fromkeys(problem for each in _nodes(tree) for problem in _problem(key, each, secrets))


def _nodes(tree: Any) -> Iterator[Any]:
    """The references in a parsed value, including those inside others."""
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(
            each,
            OmegaConfGrammarParser.InterpolationNodeContext | OmegaConfGrammarParser.InterpolationResolverContext,
        ):
            yield each
        waiting.extend(getattr(each, "children", None) or ())


def _problem(key: str, node: Any, secrets: Sequence[str]) -> Iterator[str]:
    if isinstance(node, OmegaConfGrammarParser.InterpolationResolverContext):
        name = str(cast(Any, node).resolverName().getText())
        if name != _SELECT:
            yield from _resolver(key, name)
            return
        written = node.getText()[2:-1].removeprefix(f"{_SELECT}:").partition(",")[0].strip("'\"")
    else:
        written = node.getText()[2:-1]
    yield from _named(key, written, secrets)


def _named(key: str, written: str, secrets: Sequence[str]) -> Iterator[str]:
    """Yield the problems with a reference to this name."""
    if "${" in written:
        yield f"{key}: a reference made of references. Write the name of the option itself."
        return
    meant = _absolute(key, written)
    if meant == "hydra" or meant.startswith("hydra."):
        yield f"{key}: refers to '{meant}', which is about this run only. Write the value itself."
    elif not secret(key) and (
        secret(meant) or meant == "publish" or any(each.startswith(f"{meant}.") for each in secrets)
    ):
        yield f"{key}: refers to '{meant}', which holds a secret, and would show it. Write the value itself."


def _resolver(key: str, name: str) -> Iterator[str]:
    if name == _PROGRAM and key.startswith("rules."):
        return
    if name != _ENVIRONMENT:
        yield f"{key}: '${{{name}:…}}' is computed when it is read. Write the value itself."
    elif not (secret(key) or key.startswith("paths.")):
        yield (
            f"{key}: takes its value from the environment, where secrets are, and would show it. Write the value "
            f"itself; only {_PLACES} may."
        )


def _absolute(key: str, written: str) -> str:
    """The dotted name that a reference means; one that begins with dots is relative to the option that contains it."""
    plain = re.sub(r"\[([^\]]*)\]", r".\1", written)
    bare = plain.lstrip(".")
    up = len(plain) - len(bare)
    return ".".join([*key.split(".")[:-up], bare]) if up and "[" not in written[:1] else bare
