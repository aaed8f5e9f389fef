"""`runner cull`: picks the best photos of a run again from its evidence, without a window and without a model."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from runner import interruption
from runner.composition.cull_options import OPTION, chosen_options
from runner.errors import ConfigError
from runner.picks.fitting import LEAST, fitted
from runner.reports.runs import console_for_lines
from runner.reports.wording import count
from runner.review import rating_words
from runner.review.commands import output
from runner.review.commands.arguments import Arguments, sort
from runner.review.commands.counting import counting
from runner.review.language import worded
from runner.review.many_files import unreached
from runner.review.picks import account, foreseen, results
from runner.review.picks.desk import PicksDesk
from runner.review.picks.said import said_of_photos
from runner.review.picks.source import measured
from runner.store.atomic import write_atomically
from runner.store.chosen_file import chosen_file
from runner.store.own_tables import is_own
from runner.store.polars_errors import disk_errors
from runner.store.ratings import COLOURS, STARS

_USAGE = "Write: runner cull RUN|SET [keep=N] [cull=NAME] [cull.OPTION=VALUE …] [out=FILE.csv] [folder=FOLDER] …"
USAGE = f"""\
{_USAGE}
       runner cull RUN|SET report
       runner cull RUN|SET reopen [yes=true]
       runner cull RUN|SET fit [out=FILE.yaml]

Picks the best N photos of a run, of many moments, places and people, and says why. It uses what the run measured:
no model is loaded. Nothing is deleted and no original is touched; people's flags win, and brackets, focus stacks and
panoramas stay whole, on top of the N. RUN is a run id or its beginning; of a SET it is the newest finished run.

  runner cull wedding keep=400                              what would be picked
  runner cull wedding keep=400 cull=portraits               … by other rules: the files in conf/cull
  runner cull wedding keep=400 cull.limits.per_hour=30      … with an option of your own
  runner cull wedding keep=400 yes=true                     … and the filter pick:keep finds them from now on
  runner cull wedding keep=400 out=picks.csv                every photo with its rank and the reason, a table
  runner cull wedding keep=400 folder=best yes=true         hard links of what is kept, in a folder
  runner cull wedding keep=400 stars=4 yes=true             stars in the XMP beside what is picked, where it has none
  runner cull wedding keep=400 label=green yes=true         a colour label where there is none: the filter label:green
  runner cull wedding report                                how well picks match what people decided
  runner cull wedding reopen yes=true                       clear rejections in favour of a photo that is gone
  runner cull wedding fit out=conf/cull/mine.yaml           weights from what people picked and rejected

Options: keep=N, cull=NAME, cull.OPTION=VALUE, out=FILE, folder=FOLDER, stars=1 to 5, label=COLOUR, yes=true (without it
it only says what it would do), reviewer=NAME, paths.runs=FOLDER (default: runs), catalog=new (begin a catalog.db where
there is none)

To undo: delete the folder of links, which deletes no photo; the earlier XMP is NAME.xmp.backup, and where
there is none the file is new; labels are removed by `runner decide SET undo`. A link is the same file as the photo:
do not edit it there.

Exit codes: 0 done, 2 arguments, 3 environment.
"""
_UNSURE = "That would be picked. With yes=true it is, and the filter pick:keep finds these photos."
_FITTED = "# Weights fitted by"
_OWN = ("keep", "out", "folder", "stars", "label", "yes", "cull", "catalog")
_USED: Mapping[str, frozenset[str]] = {
    "report": frozenset({"keep", "cull", "catalog"}),
    "fit": frozenset({"keep", "cull", "out", "catalog"}),
    "reopen": frozenset({"yes", "catalog"}),
}
"""The options of `_OWN` that each action uses."""


def command(arguments: Sequence[str]) -> int:
    """Carry out `cull …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    single = [each for each in arguments if not OPTION.fullmatch(each)]
    asked = sort(single, _USAGE, _OWN)
    action = _action(asked)
    _check_out(asked)
    session = asked.session()
    with console_for_lines().status("Reading what the run measured …"):
        found = measured(session.review_set.run, session.review_set.catalog)
        own = [each for each in arguments if OPTION.fullmatch(each)]
        desk = PicksDesk(session, found.photos, chosen_options(found.options, asked.options, own))
    action(asked, desk)
    return 0


Action = Callable[[Arguments, PicksDesk], None]


def _action(asked: Arguments) -> Action:
    """The action to carry out. Raises ConfigError with everything that is wrong with the arguments."""
    words, given = asked.words[1:], asked.options
    problems = [] if len(words) <= 1 else [f"{words[1]}: one word behind the run is enough."]
    if words and words[0] not in _ACTIONS:
        problems.append(f"{words[0]}: there are {', '.join(_ACTIONS)}; without a word photos are picked.")
    elif words:
        problems += [f"{name}=: {words[0]} does not use it." for name in _OWN if name in given.keys() - _USED[words[0]]]
    if not given.get("keep", "1").isdecimal() or int(given.get("keep", "1")) < 1:
        problems.append(f"keep={given['keep']}: write a number from 1 on.")
    if given.get("stars", "1") not in map(str, range(1, STARS + 1)):
        problems.append(f"stars={given['stars']}: write 1 to {STARS}.")
    if given.get("label", COLOURS[0]) not in COLOURS:
        problems.append(f"label={given['label']}: there are {', '.join(COLOURS)}.")
    if given.get("yes", "true") != "true":
        problems.append(f"yes={given['yes']}: write yes=true, or leave it out.")
    if problems:
        raise ConfigError([*problems, _USAGE])
    return _ACTIONS[words[0]] if words else _pick


def _pick(asked: Arguments, desk: PicksDesk) -> None:
    if desk.options.keep is None:
        raise ConfigError(["How many photos should be picked? Write keep=N, such as keep=2000."])
    _say(account.unmeasured(desk.photos))
    _say(account.clocks(desk.photos, desk.options.clock))
    _say(account.account(desk.choice))
    paths = desk.photos.select("item_id", "path")
    if out := asked.options.get("out"):
        results.write_list(results.listed(desk.choice, paths), Path(out).expanduser())
        output.say(f"List: {out}")
    sure, wanted = (
        asked.options.get("yes") == "true",
        [name for name in ("folder", "stars", "label") if name in asked.options],
    )
    for name in wanted:
        _CARRIED_OUT[name](asked.options[name], desk, sure)
    if sure:
        desk.stand()
        output.say("In the reviewer and on the command line these are the photos of the filter pick:keep now.")
    else:
        output.say(_UNSURE)


def _folder(value: str, desk: PicksDesk, sure: bool) -> None:
    files, folder = results.kept_paths(desk.choice, desk.photos), Path(value).expanduser()
    if not sure:
        output.say(f"This would link {count(len(files), 'photo')} into {folder}.")
        return
    with interruption.put_off():
        with counting("Linking") as go_on:
            done = results.link(files, folder, go_on)
        output.say(f"Linked {count(done.made, 'photo')} into {folder}. Deleting that folder deletes no photo.")
        _say(results.others(done, folder))
        _say(unreached(done.left))
        output.say(f"A set of these photos: runner init {shlex.quote(str(folder))}")


def _stars(value: str, desk: PicksDesk, sure: bool) -> None:
    files = results.kept_paths(desk.choice, desk.photos)
    if not sure:
        stars = rating_words.stars(int(value))
        output.say(f"This would write {stars} into the XMP beside {count(len(files), 'photo')}, where there are none.")
        return
    with interruption.put_off():
        with counting("Writing stars") as go_on:
            done = results.star(files, int(value), go_on)
        kept = f" {count(len(done.backups), 'earlier version')} kept as NAME.xmp.backup." if done.backups else ""
        output.say(f"Wrote {count(len(done.written), 'XMP file')}.{kept}")
        _say(results.rated(done))
        _say(map(account.remark, done.remarks))
        _say(unreached(done.left))


def _label(value: str, desk: PicksDesk, sure: bool) -> None:
    snapshot = desk.session.snapshot
    places = [snapshot.places[each] for each in desk.choice.items("keep") + desk.choice.items("whole")]
    free = [place for place in places if snapshot.ratings(place)[1] is None]
    if not sure:
        labelled = f"{len(places) - len(free):,} already have a label"
        output.say(f"This would give {count(len(free), 'photo')} the label {value}; {labelled}.")
        return
    output.say(desk.session.rate(free, "colour", value).sentence)
    output.say(f"Filter: label:{value}")


_CARRIED_OUT: Mapping[str, Callable[[str, PicksDesk, bool], None]] = {
    "folder": _folder, "stars": _stars, "label": _label,
}  # fmt: skip


def _report(_asked: Arguments, desk: PicksDesk) -> None:
    _say(account.account(desk.choice))
    _say(foreseen.lines(foreseen.foreseen(desk.foresight())))


def _fit(asked: Arguments, desk: PicksDesk) -> None:
    found = fitted(desk.without_flags().table, *said_of_photos(desk.session), desk.options.parts)
    _say(account.fit(found, LEAST))
    out = asked.options.get("out")
    if found is None or out is None:
        return
    path = Path(out).expanduser()
    head = f"{_FITTED} {desk.session.context.reviewer} from {found.moments} moments."
    text = f"{head}\ndefaults: [default, _self_]\n\nparts: "
    with disk_errors(path):
        write_atomically(path, lambda temporary: temporary.write_text(text + _flow(asdict(found.after)), "utf-8"))
    output.say(f"Written: {path}. Use it with cull={path.stem} when it is in a folder conf/cull.")


def _check_out(asked: Arguments) -> None:
    """Raise ConfigError if `out` names a file that may not be written."""
    out = asked.options.get("out")
    if out is not None and "fit" in asked.words[1:]:
        chosen_file(out, (".yaml",), replaceable=_is_fitted)
    elif out is not None:
        chosen_file(out, (results.LIST,), replaceable=is_own)


def _is_fitted(path: Path) -> bool:
    """True if a file contains weights of an earlier `fit`, and is not a person's own."""
    with disk_errors(path):
        return path.read_bytes().startswith(_FITTED.encode())


def _flow(values: Mapping[str, float]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}\n"


def _reopen(asked: Arguments, desk: PicksDesk) -> None:
    snapshot = desk.session.snapshot
    alone = [item for item in snapshot.items if item in snapshot.without_keeper]
    output.listed(
        [
            f"{output.name_of(snapshot, snapshot.places[each])}: {worded(snapshot.without_keeper[each])}"
            for each in alone
        ]
    )
    if not alone:
        output.say("No photo is rejected for one that is not there any more.")
    elif asked.options.get("yes") == "true":
        output.say(desk.reopen_without_keeper().sentence)
        output.say(f"To undo that: runner decide {shlex.quote(desk.session.context.set_name)} undo")
    else:
        output.say("With yes=true these rejections are cleared, and the photos can be picked. Nothing was changed yet.")


_ACTIONS: Mapping[str, Action] = {"report": _report, "fit": _fit, "reopen": _reopen}


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        output.say(line)
