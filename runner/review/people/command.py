"""`runner people`: shows who is in the photos of all sets, and records what a person says about them."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.table import Table

from runner.errors import ConfigError
from runner.people import telling
from runner.people.persons import IMPORTANCE, Person
from runner.reports.command_line import with_runs_as_option
from runner.reports.wording import count
from runner.review.commands import output
from runner.review.people import naming
from runner.review.people.asked import Asked
from runner.review.people.exchange_command import take_in_regions, write_regions
from runner.review.people.forget_command import forget
from runner.review.people.group_view import GroupView
from runner.review.people.left_sentences import at_targets
from runner.review.people.session import PeopleSession
from runner.review.reviewer_name import reviewer
from runner.store.people import Word
from runner.store.person_name import tidied

USAGE = """\
Write: runner people list|ask|show|name|merge|split|same|not-same|not|stranger|no-face|reopen|importance|consent|
       forget|import|export|undo|redo|history …

Tells the faces in the photos of all sets apart. Faces are looked for in sets with `people: true`. Your answers stay,
whatever is computed again: other models, thresholds and detections never change an answer. Groups that nobody has
named go by an id; the name of a person, the first six or more characters of an id, or the id of a face means its group.

  runner set=family set.people=true               look for faces
  runner people list                              people and groups, largest first
  runner people ask                               "the same person?", the question that settles most first
  runner people show GROUP                        its faces, and where their pictures are
  runner people name GROUP Ann                    all faces of the group are Ann
  runner people merge Ann GROUP                   two groups are one person; the first one's name stays
  runner people same FACE FACE                    two faces are one person
  runner people not-same GROUP GROUP              two groups are two people
  runner people split FACE FACE …                 these faces of one group are somebody else
  runner people not Ann FACE …                    these faces are not Ann
  runner people stranger GROUP                    somebody who needs no name
  runner people no-face FACE …                    a dog, a statue, nothing
  runner people reopen FACE …                     clear the answers about these faces
  runner people importance Ann main               main, important or other
  runner people consent Ann yes                   texts may name Ann; "no" withdraws it
  runner people forget GROUP yes=true             delete name, answers, embeddings and crops for good
  runner people import SET                        what Lightroom, digiKam and Picasa know: regions in XMP, .picasa.ini
  runner people export SET out=FOLDER             one XMP file per photo with its named faces, for such programs

  runner people undo                              undo your last change; redo does it again
  runner people history                           all answers, by whom and when

Options: most=N (lines of list, ask and show; default 40), reviewer=NAME (default: your user name),
paths.runs=FOLDER (default: runs)

Exit codes: 0 done, 2 arguments, 3 environment.
"""


def command(arguments: Sequence[str]) -> int:
    """Carry out `people …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    every = with_runs_as_option(arguments)
    options = dict(each.split("=", 1) for each in every if "=" in each)
    words = [each for each in every if "=" not in each]
    action, least, most = _action(words, options)
    if len(words) - 1 < least:
        raise ConfigError([f"{words[0]} needs {count(least, 'more word')}.", USAGE.splitlines()[0]])
    if most is not None and len(words) - 1 > most:
        raise ConfigError([_too_many(words[0], words[1:], most)])
    runs = Path(options.get("paths.runs", "runs")).expanduser()
    session = PeopleSession(runs, reviewer(options.get("reviewer")))
    action(Asked(session, words[1:], options))
    return 0


def _too_many(action: str, words: Sequence[str], most: int) -> str:
    """Half of a name may be another person: nothing is done for a part of what was written."""
    if not most:
        return f"{action} takes no words: {' '.join(words)}."
    name, rest = " ".join(words[: len(words) - most + 1]), words[len(words) - most + 1 :]
    quoted = shlex.join(["runner", "people", action, name, *rest])
    return f"{action} takes {count(most, 'word')}, not {len(words)}. A name with spaces needs quotes: {quoted}"


def _action(words: Sequence[str], options: Mapping[str, str]) -> _Action:
    """The action for the first word. ConfigError with everything that is wrong."""
    problems = [f"{name}=: there is no such option." for name in options if name not in _OPTIONS]
    if not options.get("most", "1").isdecimal() or int(options.get("most", "1")) < 1:
        problems.append(f"most={options['most']}: write a number from 1 on.")
    if not words or words[0] not in _ACTIONS:
        problems.append(f"{words[0] if words else 'What is to be done?'}: there are {', '.join(_ACTIONS)}.")
    if problems:
        raise ConfigError(problems)
    return _ACTIONS[words[0]]


def _list(asked: Asked) -> None:
    shown = Table("group", "name", "state", "faces", "photos", "importance", "in texts", box=None, pad_edge=False)
    views = asked.session.groups()
    for view in views[: asked.most]:
        person = view.person
        about = (person.importance, "yes" if person.consent else "no") if person else ("", "")
        shown.add_row(view.key, view.name or "", _state(view), str(len(view.faces)), str(view.photos), *about)
    output.console().print(shown, highlight=False, markup=False)
    rest = len(views) - asked.most
    output.say(f"{count(len(views), 'group')}{f', {rest:,} more with most={len(views)}' if rest > 0 else ''}")


def _state(view: GroupView) -> str:
    said = {"person": "person", "stranger": "stranger", "no_face": "no face", "unknown": "not yet looked at"}
    return said[view.state]


def _ask(asked: Asked) -> None:
    found = asked.session.questions(asked.most)
    for each in found:
        one, other = asked.session.view(each.one), asked.session.view(each.other)
        pair = f"{one.name or one.key} the same person as {other.name or other.key}"
        output.say(f"Is {pair}? ({count(each.faces, 'face')}, {each.nearness:.2f})")
    output.say(
        "Answer with `runner people merge` or `runner people not-same`, and the two groups."
        if found
        else "There is nothing to ask."
    )


def _show(asked: Asked) -> None:
    view = asked.group(0)
    output.say(f"{view.name or view.key}: {_state(view)}, {count(len(view.faces), 'face')}")
    for face in view.faces[: asked.most]:
        output.say(f"  {face}  {asked.session.crop(face) or 'drawn by hand, or not found any more'}")


def _name(asked: Asked) -> None:
    view, given = asked.group(0), tidied(" ".join(asked.words[1:]))
    if not given:
        raise ConfigError(["What is the name? runner people name GROUP NAME"])
    said = asked.session.grouping.said
    known = telling.named(said, given)
    if view.person and known in (None, view.person.person_id):
        _say(asked, telling.rename(view.person.person_id, given), f"{view.name or view.key} is called {given} now.")
    elif view.person and not view.faces:
        words = [Word("merged", person=view.person.person_id, other=known)]
        _say(asked, words, f"{view.name or view.key} and {given} are one person.")
    else:
        _say(asked, telling.name(said, view.faces, given), f"{_faces(view.faces)}: {given}.")


def _merge(asked: Asked) -> None:
    one, other = asked.group(0), asked.group(1)
    if one.key == other.key:
        raise ConfigError([f"{asked.words[0]} and {asked.words[1]} are one group already."])
    words = naming.merge_views(one, other)
    _say(asked, words, f"{one.name or one.key} and {other.name or other.key} are one person.")


def _same(asked: Asked) -> None:
    faces = asked.faces(0)
    _say(asked, telling.one_person(faces), f"{_faces(faces)}: one person.")


def _not_same(asked: Asked) -> None:
    one, other = asked.group(0), asked.group(1)
    if one.number is None or other.number is None:
        raise ConfigError([f"{(one if one.number is None else other).name} has no faces to keep apart."])
    if one.number == other.number:
        raise ConfigError([f"{asked.words[0]} and {asked.words[1]} are one group: split off the faces of one of them."])
    words = telling.keep_apart(asked.session.grouping, one.number, other.number)
    _say(asked, words, f"{one.name or one.key} and {other.name or other.key} are two people.")


def _split(asked: Asked) -> None:
    faces = asked.faces(0)
    try:
        words = telling.split(asked.session.grouping, faces)
    except ValueError as problem:
        raise ConfigError([f"{problem}."]) from problem
    _say(asked, words, f"{_faces(faces)}: somebody else.")


def _not(asked: Asked) -> None:
    view, faces = asked.group(0), asked.faces(1)
    if view.person is None:
        raise ConfigError([f"{asked.words[0]} is not a named person: use split."])
    _say(asked, telling.not_this_person(faces, view.person.person_id), f"{_faces(faces)}: not {view.name}.")


def _stranger(asked: Asked) -> None:
    view = asked.group(0)
    if not view.faces:
        raise ConfigError([f"{view.name} has no faces."])
    _say(asked, telling.strangers(view.faces), f"{_faces(view.faces)}: somebody who needs no name.")


def _no_face(asked: Asked) -> None:
    faces = asked.faces(0)
    _say(asked, telling.no_faces(faces), f"{_faces(faces)}: no face.")


def _reopen(asked: Asked) -> None:
    faces = asked.faces(0)
    _say(asked, telling.reopen(asked.session.grouping, faces), f"{_faces(faces)}: answers cleared.")


def _importance(asked: Asked) -> None:
    value = next((each for each in IMPORTANCE if each == asked.words[1]), None)
    if value is None:
        raise ConfigError([f"{asked.words[1]}: there are {', '.join(IMPORTANCE)}."])
    person = _person(asked)
    _say(asked, telling.importance(person.person_id, value), f"{person.name or person.person_id}: {value}.")


def _consent(asked: Asked) -> None:
    if asked.words[1] not in ("yes", "no"):
        raise ConfigError([f"{asked.words[1]}: write yes or no."])
    given = asked.words[1] == "yes"
    said, person = "may" if given else "must not", _person(asked)
    words = telling.consent(person.person_id, given=given)
    _say(asked, words, f"Texts {said} name {person.name or person.person_id}.")
    for told in () if given else at_targets(asked.session.left_at_targets([asked.group(0)])):
        output.say(told)


def _person(asked: Asked) -> Person:
    view = asked.group(0)
    if view.person is None:
        raise ConfigError([f"{asked.words[0]} has no name yet: runner people name {asked.words[0]} NAME"])
    return view.person


def _undo(asked: Asked) -> None:
    words = asked.session.undo()
    output.say(f"Undone: {count(len(words), 'answer')}." if words else "There is nothing to undo.")


def _redo(asked: Asked) -> None:
    words = asked.session.redo()
    output.say(f"Redone: {count(len(words), 'answer')}." if words else "There is nothing to redo.")


def _history(asked: Asked) -> None:
    persons, stays = asked.session.grouping.said.persons, asked.session.grouping.said.stays
    standing = asked.session.standing()
    for word in asked.session.history():
        person = persons.get(stays.get(word.person or "", word.person or ""))
        name = f"({person.name})" if person and person.name and word.kind != "person" else None
        said = " ".join(filter(None, (word.face, word.kind, word.other, word.person, name, word.value)))
        undone = "" if word.id in standing else "  (undone)"
        output.say(f"{word.at}  {word.reviewer}{f' ({word.source})' if word.source else ''}: {said}{undone}")


def _say(asked: Asked, words: Sequence[Word], sentence: str) -> None:
    asked.session.say(words)
    output.say(sentence)


def _faces(faces: Sequence[str]) -> str:
    return count(len(faces), "face")


_OPTIONS = ("most", "out", "reviewer", "yes", "paths.runs", "paths.photos", "paths.models")
_Action = tuple[Callable[[Asked], None], int, int | None]
"""The function, and the smallest and the largest number of words after its name; None: any number."""

_ACTIONS: Mapping[str, _Action] = {
    "list": (_list, 0, 0),
    "ask": (_ask, 0, 0),
    "show": (_show, 1, 1),
    "name": (_name, 2, None),
    "merge": (_merge, 2, 2),
    "split": (_split, 1, None),
    "same": (_same, 2, None),
    "not-same": (_not_same, 2, 2),
    "not": (_not, 2, None),
    "stranger": (_stranger, 1, 1),
    "no-face": (_no_face, 1, None),
    "reopen": (_reopen, 1, None),
    "importance": (_importance, 2, 2),
    "consent": (_consent, 2, 2),
    "forget": (forget, 1, 1),
    "import": (take_in_regions, 1, 1),
    "export": (write_regions, 1, 1),
    "undo": (_undo, 0, 0),
    "redo": (_redo, 0, 0),
    "history": (_history, 0, 0),
}
