"""Options that every stage of a graph has, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any

from annotated_types import Gt

from runner.schema import Options

DEFAULT_TIMEOUT_S = 300.0


@dataclass(frozen=True)
class StageOptions(Options):
    """Options that every stage of a graph has, whatever its kind.

    `needs` are names of stages; or `port: name` each, if several of them could provide what the kind asks for.
    `options` takes the kind's options from elsewhere (`options: ${caption}`); those written beside it take precedence.
    """

    kind: str
    needs: tuple[str, ...] | Mapping[str, str] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    timeout_s: Annotated[float, Gt(0)] = DEFAULT_TIMEOUT_S


GENERAL = frozenset(each.name for each in fields(StageOptions))
"""Names that mean the same in every stage; all others are options of its kind."""
