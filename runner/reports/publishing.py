"""The reports of a publish: the plan before it begins, the summary at its end, and a page with links."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import jinja2
import polars as pl
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from runner.messages import language_of_process, restored, say, word
from runner.publishing.changes import Plan
from runner.publishing.failures import advice
from runner.publishing.options import PublishOptions
from runner.reports import wording
from runner.store.atomic import write_atomically

LISTED = 20
"""Upper limit for the photos that the terminal names per reason; the page has all of them."""

_ACTIONS = {
    "new": "new there",
    "change": "changed",
    "move": "under another name or in another place; the old one leads to the new",
    "same": "there already, as it should be",
    "unpublish": "taken back",
    "abandon": "begun and approved no longer: what was begun is taken away",
}
_WORDS = {"new": "new", "change": "changed", "move": "moved", "same": "as before", "unpublish": "taken back",
          "abandon": "given up", "stay": "left behind"}  # fmt: skip
_STEPS = {"planned": "planned", "uploaded": "files are there", "written": "row is there too", "done": "done"}
_FOR_A_PERSON = {"drift", "name"}
"""Categories of failures that cannot be fixed by starting again."""
_PAGE = Path(__file__).parent / "page" / "publish.html.j2"


def nothing_to_do(plan: Plan) -> bool:
    """Whether the target is up to date."""
    return not plan.withdrawals and all(change.action == "same" for change in plan.changes)


def show_plan(console: Console, plan: Plan, options: PublishOptions) -> None:
    """Print what would happen at the target: counts, changes others made there, photos left behind with reasons."""
    _say(console, f"Target {options.name}. {_where(options)}")
    for each in (options.ftp, options.mysql):
        if each is not None and each.insecure:
            _say(console, f"Warning: {each.host} is used without TLS; the password can be read on the way.", "yellow")
    going = [each for each in plan.changes if not each.blocked and (options.force or not each.drift)]
    actions: Counter[str] = Counter(change.action for change in going)
    actions.update("unpublish" if each.for_good else "abandon" for each in plan.withdrawals)
    for action, meaning in _ACTIONS.items():
        if actions[action]:
            _say(console, f"{actions[action]:>8,}  {meaning}")
    _show_sidecars(console, plan, options)
    _show_drift(console, plan, options)
    _show_blocked(console, plan)
    _show_staying(console, plan)


def show_end(console: Console, rows: pl.DataFrame, page: Path, planned: bool) -> None:
    """Print the failures with what to do about each kind, where the page is, and how the publish ended.

    `planned` is True if nothing was carried out.
    """
    failed, language = rows.filter(pl.col("status") == "failed"), language_of_process()
    for kind, group in failed.group_by("error_kind", maintain_order=True):
        failures = say("publish.failed", kind=str(kind[0]), count=group.height, advice=advice(str(kind[0])))
        _say(console, word(failures, language), "red")
        for row in group.head(LISTED).iter_rows(named=True):
            problem = restored(row["error_id"], row["error_arguments"], row["error"])
            _say(console, f"  {row['file_name']}: {word(problem, language)}")
    _say(console, f"Report: {page}")
    done = rows.filter((pl.col("step") == "done") & (pl.col("status") == "ok")).height
    if planned:
        _say(console, word(say("publish.unchanged"), language))
    elif not failed.height:
        _say(console, word(say("publish.done", count=done), language))
    elif {*failed["error_kind"]} <= _FOR_A_PERSON:
        _say(console, word(say("publish.not_done", count=failed.height), language))
    else:
        _say(console, word(say("publish.continues", count=failed.height), language))


def write(run: Path, set_name: str, options: PublishOptions, rows: pl.DataFrame, planned: bool) -> Path:
    """Write `publish.html` into the run's folder; returns its path. `planned` is True if nothing was carried out."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    template = environment.from_string(_PAGE.read_text("utf-8"))
    order = pl.col("status") != "failed", pl.col("action") == "stay", pl.col("action"), pl.col("file_name")
    records = (rows.sort(*order) if rows.width else rows).to_dicts()
    kinds = Counter(record["error_kind"] for record in records if record["error_kind"])
    page = template.render(
        set_name=set_name,
        target=options.name,
        place=_where(options),
        planned=planned,
        run_id=run.name,
        rows=[{**record, "link": record["url"] or _file(options, record["path"])} for record in records],
        counts=Counter(_WORDS[record["action"]] for record in records if record["status"] == "ok"),
        words=_WORDS,
        steps=_STEPS,
        failures=[(kind, wording.count(number, "photo"), word(advice(kind))) for kind, number in sorted(kinds.items())],
        style=(_PAGE.parent / "report.css").read_text("utf-8"),
    )
    path = run / "publish.html"
    write_atomically(path, lambda temporary: temporary.write_bytes(page.encode("utf-8", "backslashreplace")))
    return path


def _file(options: PublishOptions, path: str | None) -> str | None:
    """The link to a file of a target that is a folder of this machine; None for other targets."""
    if path is None or options.ftp is not None or options.place is not None:
        return None
    return (Path(options.root).expanduser().absolute() / path).as_uri()


@contextlib.contextmanager
def progress(console: Console, plan: Plan) -> Iterator[Callable[[str | None], None]]:
    """Show a bar on a terminal, or at most a hundred lines; yields a function to call for each settled photo.

    Its argument is the category of the photo's error, or None.
    """
    total = len(plan.changes) + len(plan.withdrawals)
    if not console.is_terminal:
        yield _lines(console, total)
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Publishing", total=total)
        yield lambda _failed: bar.advance(task)


def _lines(console: Console, total: int) -> Callable[[str | None], None]:
    counted, failed = itertools.count(1), Counter[str]()

    def advance(kind: str | None) -> None:
        failed.update([kind] if kind else [])
        done = next(counted)
        if done * 100 // total > (done - 1) * 100 // total:
            kinds = " ".join(f"{each} {count}" for each, count in sorted(failed.items()))
            _say(console, f"Publishing: {done} of {total}{f', failed: {kinds}' if kinds else ''}")

    return advance


def _where(options: PublishOptions) -> str:
    files = f"{options.ftp.host}:{options.root or '.'}" if options.ftp else options.root
    rows = f"{options.mysql.host}/{options.mysql.database}" if options.mysql else options.sqlite
    return f"Files in {files}, rows in {rows}, table {options.table}"


def _show_sidecars(console: Console, plan: Plan, options: PublishOptions) -> None:
    merges = [each for change in plan.changes for each in change.merges]
    if writing := sum(each.data is not None for each in merges):
        where = "beside its RAW" if options.sidecars == "beside" else f"in {options.sidecars}"
        _say(console, f"{writing:>8,}  with its texts in the XMP {where}, merged with what is there")
    _listed(console, [word(remark) for each in merges for remark in each.remarks])
    if options.sidecars and any(each.for_good for each in plan.withdrawals):
        _say(console, "          The XMP beside their RAWs stays as it is: it describes the photos, not the target.")


def _show_drift(console: Console, plan: Plan, options: PublishOptions) -> None:
    drifted = [(each.photo.file_name, each.drift) for each in plan.changes if each.drift]
    drifted += [(each.file_name, each.drift) for each in plan.withdrawals if each.drift]
    if drifted:
        what = "to be overwritten" if options.force else f"left as it is; {word(advice('drift'))}"
        _say(console, f"{len(drifted):>8,}  changed there by someone else, {what}", "yellow")
    _listed(console, [f"{name}: {'; '.join(map(word, drift))}" for name, drift in drifted])


def _show_blocked(console: Console, plan: Plan) -> None:
    blocked = [f"{each.photo.file_name}: {word(each.blocked)}" for each in plan.changes if each.blocked]
    if blocked:
        _say(console, f"{len(blocked):>8,}  without a name of its own. {word(advice('name'))}", "yellow")
    _listed(console, blocked)


def _show_staying(console: Console, plan: Plan) -> None:
    reasons: dict[str, list[str]] = {}
    for each in plan.staying:
        why, failed = word(each.reason), each.reason.id == "stay.failed"  # each has a reason of its own
        reasons.setdefault("failed" if failed else why, []).append(f"{each.name}: {why}" if failed else each.name)
    for reason, names in reasons.items():
        _say(console, f"{len(names):>8,}  left behind: {reason}")
        _listed(console, names)


def _listed(console: Console, lines: Sequence[str]) -> None:
    for line in lines[:LISTED]:
        _say(console, f"          {line}")
    if len(lines) > LISTED:
        _say(console, f"          and {len(lines) - LISTED:,} more: see the report")


def _say(console: Console, line: str, style: str = "") -> None:
    visible = wording.visible(line).encode(console.encoding, "backslashreplace").decode(console.encoding)
    console.print(Text(visible, style=style), soft_wrap=True)
