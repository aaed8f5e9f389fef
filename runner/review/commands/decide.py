"""`runner decide`: approve, reject and reset photos, or one of their texts; undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from runner.errors import ConfigError
from runner.review.commands import output
from runner.review.commands.arguments import Arguments, chosen, sort
from runner.review.planning import DecisionPlan, Planner
from runner.review.recording import ChangeResult
from runner.review.session import Session
from runner.schema import TEXTS

USAGE = """\
Write: runner decide RUN|SET approve|reject|reset FILTER [reason=WHY] [field=TEXT] [dry_run=true] [reviewer=NAME]
       runner decide RUN|SET undo|redo [reviewer=NAME]

Decides as the reviewer's window does: an approval is bound to all that is published of a photo, a photo whose texts
break a rule is not approved, and a rejection needs a reason. RUN is a run id or its beginning; of a SET it is the
newest finished run. FILTER is what the window's filter line takes; '*' is every photo.

  runner decide aviation approve 'outcome:passed quality:>6'              approve what passed and is sharp
  runner decide aviation approve outcome:passed dry_run=true              only say what would be approved
  runner decide aviation reject folder:tests reason='not for the page'    reject, for a reason
  runner decide aviation approve label:airliner field=keywords            approve one text of each
  runner decide aviation reset decision:lapsed                            clear decisions
  runner decide aviation undo                                             undo your last change, step by step
  runner decide aviation redo                                             … and do it again

Options: reason=WHY, field=caption|alt_text|keywords, dry_run=true, reviewer=NAME (default: your user name),
paths.runs=FOLDER (default: runs), catalog=new (begin a catalog.db where there is none)

Exit codes: 0 done, 1 not for every photo (each is listed with its reason) or refused, 2 arguments or filter,
3 environment.
"""
_ACTIONS = ("approve", "reject", "reset")
_STEPS = ("undo", "redo")


def command(arguments: Sequence[str]) -> int:
    """Carry out `decide …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    asked = sort(arguments, USAGE, ("reason", "field", "dry_run", "catalog"))
    action, words = (asked.words[1] if asked.words[1:] else ""), asked.words[2:]
    _check(asked, action, words)
    session = asked.session()
    if action in _STEPS:
        return _step(session, action, asked)
    found = chosen(session, words)
    if not found:
        output.say("No photo matches.")
        return 0
    plan = _plan(asked, action, found)
    return _preview(session, plan, found) if asked.dry_run else _carry_out(session, plan)


def _check(asked: Arguments, action: str, words: Sequence[str]) -> None:
    """Raise ConfigError with everything that is wrong with the action and its options."""
    problems = []
    if action not in (*_ACTIONS, *_STEPS):
        asked_for = f"{action}: there is no such action." if action else "What is to be done?"
        problems.append(f"{asked_for} There are {', '.join((*_ACTIONS, *_STEPS))}.")
    if action in _STEPS and words:
        problems.append(f"{action} takes no filter: it is about what you did last.")
    if "reason" in asked.options and action != "reject":
        problems.append("reason= belongs to reject.")
    if action == "reject" and not asked.options.get("reason", "").strip():
        problems.append("A rejection needs a reason: reason='what is wrong with the photo or its texts'")
    if asked.options.get("field", "caption") not in TEXTS:
        problems.append(f"field={asked.options['field']}: there is no such text. There are {', '.join(TEXTS)}.")
    if problems:
        raise ConfigError(problems)


Plan = Callable[[Planner], DecisionPlan]


def _plan(asked: Arguments, action: str, places: Sequence[int]) -> Plan:
    reason, name = asked.options.get("reason", ""), asked.options.get("field")
    if name is None:
        whole: Mapping[str, Plan] = {
            "approve": lambda planner: planner.approve(places),
            "reject": lambda planner: planner.reject(places, reason),
            "reset": lambda planner: planner.reset(places),
        }
        return whole[action]
    texts: Mapping[str, Plan] = {
        "approve": lambda planner: planner.approve_text(places, name),
        "reject": lambda planner: planner.reject_text(places, name, reason),
        "reset": lambda planner: planner.reset_text(places, name),
    }
    return texts[action]


def _preview(session: Session, plan: Plan, places: Sequence[int]) -> int:
    planned = plan(session.planner())
    output.say(output.matching(session, places))
    output.say(f"Would do: {planned.sentence}")
    output.not_done(session, planned.refused)
    output.say("Nothing was changed (dry_run=true).")
    return 1 if planned.refused else 0


def _carry_out(session: Session, plan: Plan) -> int:
    done = session.decide(plan)
    output.say(done.sentence)
    output.not_done(session, done.refused)
    return 1 if done.refused else 0


def _step(session: Session, action: str, asked: Arguments) -> int:
    session.restore_undo()
    if asked.dry_run:
        stack = session.undo_stack.done if action == "undo" else session.undo_stack.undone
        output.say(f"Would {action}: {stack[-1].label}" if stack else f"There is nothing to {action}.")
        return 0
    done: ChangeResult = session.undo() if action == "undo" else session.redo()
    output.say(done.sentence)
    return 0
