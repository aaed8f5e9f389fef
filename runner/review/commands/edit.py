"""`runner edit`: write texts, subject, location and names of photos; add and remove keywords; replace words; revert."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from runner.errors import ConfigError
from runner.reports.wording import count
from runner.review.batch import Replacement, replaced
from runner.review.commands import output
from runner.review.commands.arguments import Arguments, chosen, sort
from runner.review.edits import NewTexts, Values
from runner.review.session import Session
from runner.review.undo import describe
from runner.store.decisions import EDITABLE, FILE_NAME

USAGE = """\
Write: runner edit RUN|SET FILTER FIELD=VALUE … [dry_run=true] [reviewer=NAME]

FIELD is caption, alt_text, keywords, subject, location or file_name. The texts are checked by the rules of the run, and
kept whatever the rules say: a photo whose texts break one cannot be approved. The run's own texts stay in the evidence.
With another subject or location a photo gets another file name when it is approved, unless you gave it one: file_name=
names one photo, and that name stays. `runner decide RUN|SET undo` undoes your last change.

  runner edit aviation name:DSC_0142 caption='An Airbus A320 lands at Leipzig.'
  runner edit birds folder:rhine location='Rhine near Bonn' subject=heron
  runner edit birds label:heron keywords='heron, bird, wading bird'       the whole list
  runner edit birds label:heron keywords+='heron, bird'                   add these
  runner edit birds '*' keywords-=animal                                  remove these
  runner edit birds name:DSC_0142 file_name='Grey heron at dawn'          becomes Grey_heron_at_dawn.jpg
  runner edit birds text:Bohn find=Bohn replace=Bonn                      whole words, in every field
  runner edit birds is:edited revert=caption,alt_text                     the run's own texts again

Options: dry_run=true, reviewer=NAME (default: your user name), paths.runs=FOLDER (default: runs),
catalog=new (begin a catalog.db where there is none)

Exit codes: 0 done, 1 not for every photo (somebody else was changing the same texts) or refused, 2 arguments or filter,
3 environment.
"""
_PLUS, _MINUS = "keywords+", "keywords-"
_SPECIAL = (_PLUS, _MINUS, "find", "replace", "revert")


def command(arguments: Sequence[str]) -> int:
    """Carry out `edit …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    asked = sort(arguments, USAGE, (*EDITABLE, *_SPECIAL, "dry_run", "catalog"))
    _check(asked)
    session = asked.session()
    found = [place for place in chosen(session, asked.words[1:]) if session.snapshot.photos.outcome(place) != "failed"]
    if not found:
        output.say("No photo with texts matches.")
        return 0
    _check_names(asked.options, len(found))
    texts = NewTexts(session.snapshot, _values(session, found, asked.options))
    plan = session.plan_edits(texts.values)
    if not plan.edits:
        output.say("Nothing to change.")
        return 0
    label = describe(plan.edits, (), ())
    if asked.dry_run:
        output.say(output.matching(session, found))
        output.say(f"Would do: {label}")
        _say_errors(Counter(rule for edit in plan.edits for rule in edit.errors))
        _say_blocked(session, session.newly_blocked(plan), "Would become blocked")
        output.say("Nothing was changed (dry_run=true).")
        return 0
    blocked = session.newly_blocked(plan)
    done = session.edit_each(texts, lambda _count: label)
    written = [edit for edit in plan.edits if session.snapshot.places[edit.item_id] not in done.refused]
    output.say(describe(written, (), ()) if written else done.sentence)
    output.not_done(session, done.refused)
    _say_names(session, [each.item_id for each in written])
    _say_errors(Counter(rule for edit in written for rule in edit.errors))
    _say_blocked(session, {at: why for at, why in blocked.items() if at not in done.refused}, "Now blocked")
    return 1 if done.refused else 0


def _say_blocked(session: Session, blocked: Mapping[int, str], head: str) -> None:
    """Print the photos that could be approved before and cannot be with the new texts."""
    if blocked:
        output.say(f"{head}, and could be approved before: {count(len(blocked), 'photo')}")
        output.refused(session, blocked)


def _say_names(session: Session, items: Sequence[str]) -> None:
    """Print the file names that photos will get when they are approved, if these differ from the run's."""
    names = session.naming.expected(session.snapshot, session.snapshot.places_of(items))
    new = {session.snapshot.items[place]: name for place, name in names.items() if name}
    if len(new) == 1:
        output.say(f"Once approved, it will be named {next(iter(new.values()))}.")
    elif new:
        output.say(f"Once approved, {len(new):,} photos will get other file names, after their subject or location.")


def _say_errors(rules: Counter[str]) -> None:
    if rules:
        listed = ", ".join(f"{rule} ({count:,})" for rule, count in rules.most_common())
        output.say(f"Texts that break a rule cannot be approved: {listed}.")


def _check(asked: Arguments) -> None:
    options = asked.options
    problems = []
    if not any(name in options for name in (*EDITABLE, *_SPECIAL)):
        problems.append(f"What is to be written? FIELD=VALUE, where FIELD is one of {', '.join(EDITABLE)}.")
    if ("find" in options) != ("replace" in options):
        problems.append("find= and replace= go together: give both.")
    if options.get("find") == "":
        problems.append("find= is empty: what is to be replaced?")
    reverted = _listed(options.get("revert", ""))
    problems += [
        f"revert={name}: a field is one of {', '.join(EDITABLE)}." for name in reverted if name not in EDITABLE
    ]
    if "keywords" in options and (_PLUS in options or _MINUS in options):
        problems.append("keywords= sets the whole list: leave keywords+= and keywords-= out.")
    if problems:
        raise ConfigError(problems)


def _check_names(options: Mapping[str, str], photos: int) -> None:
    if FILE_NAME in options and photos > 1:
        raise ConfigError([f"file_name= names one photo; this filter matches {photos:,}."])


def _values(session: Session, places: Sequence[int], options: Mapping[str, str]) -> Values:
    """The new texts by place and field: given texts, and for other fields the current ones with words replaced."""
    values = {place: _given(session.snapshot.row(place), options) for place in places}
    if "find" in options:
        wish = Replacement(options["find"], options["replace"])
        for place, fields in replaced(session.snapshot, places, wish).values.items():
            values[place] = {**fields, **values[place]}
    return values


def _given(row: Mapping[str, Any], options: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = dict.fromkeys(_listed(options.get("revert", "")))
    for name in EDITABLE:
        if name in options:
            made[name] = _listed(options[name]) if name == "keywords" else " ".join(options[name].split())
    if _PLUS in options or _MINUS in options:
        made["keywords"] = _keywords(row["keywords"] or (), options)
    return made


def _keywords(current: Sequence[str], options: Mapping[str, str]) -> list[str]:
    """The keywords without those to remove and with those to add, each once regardless of case."""
    gone = set(map(str.casefold, _listed(options.get(_MINUS, ""))))
    every = [*(word for word in current if word.casefold() not in gone), *_listed(options.get(_PLUS, ""))]
    kept: dict[str, str] = {}
    for word in every:
        kept.setdefault(word.casefold(), word)
    return list(kept.values())


def _listed(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.split(",") if each.strip()]
