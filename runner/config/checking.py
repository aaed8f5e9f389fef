"""From YAML to frozen dataclasses: schemas, composition, and every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from annotated_types import Ge, Gt, Le, MinLen
from omegaconf import DictConfig, OmegaConf

from runner import plugins
from runner.captioning.automatic import Choice
from runner.config import names, references
from runner.config.resolving import resolve
from runner.config.stage_options import GENERAL, StageOptions
from runner.config.values import build
from runner.engine.limits import LimitOptions
from runner.errors import ConfigError
from runner.graph import Graph, Node, bind, collected, order, review_columns
from runner.registry import nearest
from runner.reports.cost import CostOptions
from runner.reports.over_time.reference import RegressionOptions
from runner.schema import Options
from runner.stage import STAGES, Stage
from runner.stages import kinds


@dataclass(frozen=True)
class SetOptions(Options):
    """A declared group of photos. The graph passes its context, such as subject and location, to the stages."""

    name: Annotated[str, MinLen(1)]
    source: str
    samples: str | None = None
    exclude: tuple[str, ...] = ()
    rehash: bool = False
    subject: str | None = None
    location: str | None = None
    category: str | None = None
    hints: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    language: Annotated[str, MinLen(2)] = "en"
    names: str | None = None
    table: str | None = None
    places: bool = False
    sun: bool = False
    people: bool = False
    people_keywords: bool = False
    keep: Annotated[int, Ge(1)] | None = None
    clock: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PathsOptions(Options):
    """Folders that can be moved."""

    runs: str
    photos: str
    models: str
    plugins: str | None = None
    calibrations: str | None = None


@dataclass(frozen=True)
class ExecutorOptions(Options):
    """Where the work is done."""

    name: Literal["local"]
    processes: Annotated[int, Ge(1), Le(256)] | None
    startup_s: Annotated[float, Gt(0)]
    save_s: Annotated[float, Ge(0)]
    reuse: bool
    memory_gb: Annotated[float, Gt(0)] | None = None


@dataclass(frozen=True)
class RunConfig:
    """The checked configuration of a run."""

    set: SetOptions
    paths: PathsOptions
    executor: ExecutorOptions
    graph: Graph
    limits: LimitOptions
    cost: CostOptions
    regression: RegressionOptions
    strict: bool
    sample: int | None  # number of photos drawn from the set; null: all of them
    text: str
    choice: Choice | None = None  # what caption=auto chose, if it was used


def check(config: DictConfig) -> RunConfig:
    """The configuration as frozen dataclasses. Raises ConfigError with every problem in it."""
    # A target may lack what only publishing needs, such as a host.
    values, problems = resolve(config, without=("publish",))
    made = {name: build(kind, values.get(name), name, problems) for name, kind in _SECTIONS.items()}
    strict = build(bool, values.get("strict"), "strict", problems)
    sample = _sample(_mapping(values.get("graph")), problems)
    graph = _graph(values.get("graph"), _origins(config), problems)
    if not problems:
        problems.extend([*_references(made["set"], made["paths"]), *_prices(made["limits"], made["cost"])])
        problems.extend(_plugins(made["paths"]))
        problems.extend(f"regression.{problem}" for problem in made["regression"].problems())
    if problems:
        raise ConfigError(tuple(dict.fromkeys(problems)))
    text = OmegaConf.to_yaml(config)
    return RunConfig(graph=cast(Graph, graph), strict=strict, sample=sample, text=text, **made)


def graph_alone(config: DictConfig) -> Graph:
    """The graph of a configuration whose photos, models and paths need not exist any more. Raises ConfigError."""
    problems: list[str] = []
    graph = _graph(resolve(config)[0].get("graph"), _origins(config), problems)
    if problems:
        raise ConfigError(problems)
    return cast(Graph, graph)


_SECTIONS: Mapping[str, Any] = {
    "set": SetOptions, "paths": PathsOptions, "executor": ExecutorOptions, "limits": LimitOptions, "cost": CostOptions,
    "regression": RegressionOptions,
}  # fmt: skip


def _sample(graph: Mapping[str, Any], problems: list[str]) -> int | None:
    size = graph.get("sample")
    return None if size is None else cast(int, build(Annotated[int, Ge(1)], size, "graph.sample", problems))


def _graph(value: Any, origins: Mapping[str, str], problems: list[str]) -> Graph | None:
    """The graph; None if it cannot be built. Everything that is wrong with it is added to `problems`."""
    before = len(problems)
    written = value.get("stages") if isinstance(value, dict) else None
    if not isinstance(written, dict) or not written:
        problems.append("graph.stages: missing. A graph is `stages: {name: {kind: …, needs: […]}}`.")
        return None
    known = kinds()
    nodes = {name: _node(name, node or {}, written, known, origins, problems) for name, node in written.items()}
    if len(problems) > before:
        return None
    try:
        ordered = _in_order(_at_work(cast("dict[str, Node]", nodes)))
    except ValueError as cycle:
        problems.append(f"graph.stages: {cycle} is a cycle; a stage cannot need itself.")
        return None
    bound, ambiguous = bind(ordered)
    clashes = review_columns(bound)[1] if any(node.stage.collects for node in bound) else []
    problems.extend([*ambiguous, *clashes])
    return Graph(str(value.get("name", "")), tuple(bound))


def _at_work(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """The nodes that have something to do, with only those needs that have something to do."""
    idle = {name for name, node in nodes.items() if node.stage.idle is not None and node.stage.idle(node.options)}
    return {
        name: replace(node, needs=tuple(need for need in node.needs if need not in idle))
        for name, node in nodes.items()
        if name not in idle
    }


def _in_order(nodes: Mapping[str, Node]) -> list[Node]:
    """The nodes, each after its needs, with the needs of collectors filled in.

    Raises ValueError with a cycle's name.
    """
    written = {name: node.needs for name, node in nodes.items()}
    order(written)
    needs = collected(written, [name for name, node in nodes.items() if node.stage.collects])
    return [replace(nodes[name], needs=needs[name]) for name in order(needs)]


def _node(
    name: str,
    written: Any,
    stages: Mapping[str, Any],
    known: Mapping[str, Stage],
    origins: Mapping[str, str],
    problems: list[str],
) -> Node | None:
    where = f"graph.stages.{name}"
    if not isinstance(written, dict):
        problems.append(f"{where}: should be options such as `needs: […]`, not {written!r}.")
        return None
    general = {key: written[key] for key in written.keys() & GENERAL}
    common = build(StageOptions, {"kind": name, **general}, where, problems)
    if common is None:
        return None
    ports = dict(common.needs) if isinstance(common.needs, Mapping) else {}
    needs = tuple(ports.values()) if ports else tuple(common.needs)
    missing = [need for need in needs if need not in stages]
    problems.extend(f"{where}.needs: there is no stage '{need}'. {nearest(need, list(stages))}" for need in missing)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        problems.append(f"{where}: a stage's name is a folder's name too: small letters, digits and _ only.")
    if common.kind not in known:
        problems.append(f"{where}.kind: unknown kind '{common.kind}'. {STAGES.hint(common.kind)}")
        return None
    stage = known[common.kind]
    own = {key: value for key, value in written.items() if key not in general}
    wrong: list[str] = []
    options = build(stage.options, {**common.options, **own}, name, wrong)
    wrong += [f"{name}.{problem}" for problem in (options.problems() if options else ())]
    problems.extend(_as_written(problem, origins) for problem in wrong)
    return None if options is None else Node(name, stage, needs, options, common.timeout_s, ports)


def _as_written(problem: str, origins: Mapping[str, str]) -> str:
    """Name options from a group as the user writes them: caption.context, not graph.stages.caption.context."""
    places = (place for place in origins if re.match(rf"{re.escape(place)}[.:]", problem))
    place = max(places, key=len, default=None)
    return f"graph.stages.{problem}" if place is None else f"{origins[place]}{problem.removeprefix(place)}"


def _origins(config: DictConfig) -> dict[str, str]:
    """By stage, or by one option of it, the configuration group that its options come from."""
    written = cast(Any, OmegaConf.to_container(config, resolve=False))
    values = references.leaves(_mapping(_mapping(written.get("graph")).get("stages")))
    groups = {place: match[1] for place, value in values if (match := re.fullmatch(r"\$\{([\w.]+)\}", str(value)))}
    return {place.removesuffix(".options"): group for place, group in groups.items()}


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _references(chosen: SetOptions, paths: PathsOptions) -> Iterator[str]:
    """Yield problems with what the options refer to outside the configuration."""
    if wrong := names.problem(chosen.name):
        yield f"set.name: {chosen.name!r} {wrong}."
    source = Path(chosen.source).expanduser()
    if not chosen.source:
        yield "set.source: empty. Point it at your photos: set.source=/some/folder"
    elif chosen.samples and not _is_below(chosen.samples, paths.photos):
        yield f"set.samples: {chosen.samples} is not below {paths.photos}, and photos are made there only. Write null."
    elif chosen.source != chosen.samples and (state := _no_folder(source)):
        yield f"set.source: {source} {state}. Point it at your photos: set.source=/some/folder"


def _is_below(folder: str, root: str) -> bool:
    return Path(folder).expanduser().resolve().is_relative_to(Path(root).expanduser().resolve())


def _plugins(paths: PathsOptions) -> Iterator[str]:
    """Yield a problem if the folder of plug-ins was not loaded: it has to be known before any configuration is read."""
    if paths.plugins and Path(paths.plugins).expanduser().absolute() != plugins.folder():
        yield "paths.plugins: write it on the command line, or as PHOTO_RUNNER_PLUGINS; in a file it comes too late."


def _prices(limits: LimitOptions, cost: CostOptions) -> Iterator[str]:
    """Yield problems with prices, and with a cost limit that cannot be checked without a price."""
    yield from (f"cost.{problem}" for problem in cost.problems())
    if limits.max_cost is not None and not cost.per_hour:
        yield "limits.max_cost: needs to know what an hour costs: cost.price_per_hour=…, or watts with price_per_kwh."


def _no_folder(path: Path) -> str | None:
    """Why photos cannot be in this folder; None if it is a folder."""
    try:
        if path.is_dir():
            return None
        return "is not a folder" if path.exists() else "does not exist"
    except OSError as error:
        return f"cannot be reached: {error.strerror or error}"
