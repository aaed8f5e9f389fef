"""Mistakes that people make on the command line: the exit code, the message, and what to do next.

Each message is a sentence or a few in our own words: no traceback, and no message of a library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from runner import cli

LIBRARIES_WORDS = re.compile(
    r"pydantic|tuple|instance of|dictionary|omegaconf|hydra\.errors|Traceback|LexerNo|viable alternative|mismatched"
    r"|interpolation|KeyError|ValueError|full_key|object_type|struct|(?-i:None)|mapping values|argparse|usage:"
    r"|Input should|polars|errno",
    re.IGNORECASE,
)
C = ("caption=composer",)

FILES = {
    "mine/set/tab.yaml": "source: {tmp}/photos\n\tsubject: heron\n",
    "mine/set/colon.yaml": "source: {tmp}/photos\nsubject: Heron: grey\n",
    "mine/set/apostrophe.yaml": "source: {tmp}/photos\nsubject: 'Bob's plane'\n",
    "mine/set/reference.yaml": "source: {tmp}/photos\nlocation: ${paths.nowhere}\n",
    "mine/set/typo.yaml": "source: {tmp}/photos\nsubjct: heron\n",
    "mine/set/nothing.yaml": "name: nothing\n",
    "mine/set/gone.yaml": "source: {tmp}/gone\n",
    "mine/set/list.yaml": "source: {tmp}/photos\nhints: heron\n",
    "mine/rules/slip.yaml": "defaults: [default, _self_]\nrules:\n  fluff: {words: stunning}\n",
    "mine/rules/absent.yaml": "defaults: [nosuch, _self_]\n",
    "mine/set/absent.yaml": "defaults:\n  - override /rules@_global_.rules: travl\n  - _self_\nsource: {tmp}/photos\n",
    "mine/set/word.yaml": "defaults: travel\nsource: {tmp}/photos\n",
    "mine/set/listed.yaml": "- source\n- {tmp}/photos\n",
    "mine/set/empty.yaml": "name:\nsource:\nhints:\n",
    "mine/set/number.yaml": "source: {tmp}/photos\nsubject: 747\n",
    "photos/notes.txt": "no photo",
    "texts.csv": "Description,Tags\nA heron.,bird\n",
    "odd.csv": "caption,nr\nA heron.,1\nA heron, a boat.,2\n",
    "book.xlsx": "PK\3\4 no book",
    "one.jpg": "",
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.replace("{tmp}", str(tmp_path)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


MINE = ("--config-dir", "mine")

MISTAKES: list[tuple[Sequence[str], int, str]] = [
    # Words that are no command and no option
    (["rusn", "list"], 2, "Did you mean 'runs'?"),
    (["set", "demo"], 2, "there is no such command"),
    (["set=demo", "nonsense"], 2, "Options are written option=value."),
    (["set=demo", "--strict"], 2, "written without dashes, such as strict=true"),
    (["set=demo", "--cfg"], 2, "Write --cfg job"),
    ([], 2, ""),
    # Sets
    (["caption=composer"], 2, "Write set=NAME."),
    (["source={tmp}/photos"], 2, "Write set.source={tmp}/photos"),
    (["set=demo", "source={tmp}/photos"], 2, "Write set.source=…"),
    (["set=demo", "subject=heron", "location=Leiden"], 2, "Write set.subject=…"),
    (["set=demo", "runs=/tmp"], 2, "Write paths.runs=…"),
    (["photos"], 2, "runner set=NAME set.source=photos prepares its photos"),
    (["set={tmp}/photos", *C], 2, "For its photos: set.source={tmp}/photos"),
    (["set={tmp}/mine/set/typo.yaml", *C], 2, "--config-dir {tmp}/mine set=typo"),
    (["set=aviaton"], 2, "Did you mean 'aviation'?"),
    (["set=demo", "set.sorce=x"], 2, "Did you mean 'set.source'?"),
    ([*MINE, "set=typo", *C], 2, "Did you mean 'subject'?"),
    ([*MINE, "set=nothing", *C], 2, "Point it at your photos: set.source=/some/folder"),
    ([*MINE, "set=gone", *C], 2, "gone does not exist. Point it at your photos"),
    (["set=demo", "set.source={tmp}/one.jpg", *C], 2, "is not a folder"),
    (["set=travel", "set.source={tmp}/photos", *C], 3, "holds no pictures"),
    (["--config-dir", "mien", "set=typo"], 2, "mien does not exist"),
    (["set=demo", "--config-dir"], 2, "which folder?"),
    # YAML
    ([*MINE, "set=tab", *C], 2, "tab.yaml, line 2: this is not YAML: the line begins with a tab"),
    ([*MINE, "set=colon", *C], 2, "colon.yaml, line 2: this is not YAML: a colon within a value. "
                                  "Put the value in quotes: subject: 'Heron: grey'"),
    ([*MINE, "set=apostrophe", *C], 2, 'line 2: this is not YAML: a quotation mark within quotes, or none at the end. '
                                       'Write: subject: "Bob\'s plane"'),
    ([*MINE, "set=reference", *C], 2, "reference.yaml, line 2: set.location: takes its value from 'paths.nowhere', "
                                      "which does not exist. Did you mean"),
    ([*MINE, "set=list", *C], 2, "set.hints: should be a list, such as [one, two], not 'heron'."),
    ([*MINE, "set=demo", "rules=slip", *C], 2, "rules.rules.fluff.words: should be a list"),
    ([*MINE, "set=demo", "rules=absent", *C], 2, "rules/absent.yaml, line 1: there is no conf/rules/nosuch.yaml."),
    ([*MINE, "set=absent", *C], 2, "absent.yaml, line 2: there is no conf/rules/travl.yaml. Did you mean 'travel'?"),
    ([*MINE, "set=word", *C], 2, "word.yaml: defaults: should be a list."),
    ([*MINE, "set=listed", *C], 2, "listed.yaml: should hold options, each written name: value"),
    ([*MINE, "set=empty", *C], 2, "Point it at your photos: set.source=/some/folder"),
    ([*MINE, "set=number", *C], 2, "set.subject: should be text; put it in quotes, not 747."),
    # Values
    (["set=demo", "set.hints=[bird's nest, [x]]", *C], 2, "Put each text in quotes"),
    (["set=demo", "set.subject=a ${", *C], 2, "Write ${group.option}, or \\${ for the two signs."),
    (["set=demo", "set.subject=${nowhere.x}", *C], 2, "set.subject: takes its value from 'nowhere.x'"),
    (["set=demo", "executor.processes=two", *C], 2, "executor.processes: should be a whole number, not 'two'."),
    (["set=demo", "executor.processes=0", *C], 2, "should be 1 or more, not 0."),
    (["set=demo", "strict=maybe", *C], 2, "strict: should be true or false, not 'maybe'."),
    (["set=demo", "rules.rules.fluff=x", *C], 2, "rules.rules.fluff: should be options, each written name: value"),
    (["set=demo", "rules.rules.fluff.severity=bad", *C], 2, "should be 'error' or 'warn', not 'bad'."),
    (["set=demo", "graph.stages.derive.needs=5", *C], 2, "should be a list, such as [one, two]"),
    (["set=demo", "limits.max_cost=5", *C], 2, "cost.price_per_hour=…"),
    (["set=demo", "+strict=true", *C], 2, "Leave out the +."),
    (["set=demo", "~set.subject", *C], 2, "write set.subject=null"),
    (["set=demo", "publish.password=abc", *C], 2, "oc.env:NAME"),
    # Sweeps
    (["set=demo", "caption=composer,smollm2"], 2, "Put -m in front, or choose one."),
    (["-m", "set=demo,travel", *C], 2, "a sweep varies the options of one set"),
    (["-m", "set=demo", "caption=composer,compser"], 2, "Did you mean 'composer'?"),
    (["-m", "set=demo", "set.location=Leiden, Netherlands"], 2, "with -m a comma separates variants"),
    (["-m", "set=demo", "hydra/launcher=jublib", *C], 2, "There are joblib, submitit, ray, rq."),
    # Models
    (["set=demo", "caption=vision_gguf", "caption.model=/no.gguf", "caption.mmproj=/no-mmproj.gguf"], 3, "/no.gguf"),
    (["models", "fetch", "clip_vit_b3"], 2, "Did you mean 'clip_vit_b32"),
    (["models", "lst"], 2, "Write: runner models list"),
    # Tables
    (["check"], 2, "Which table? Write: runner check TABLE"),
    (["check", "none.csv"], 2, "none.csv does not exist."),
    (["check", "texts.csv"], 2, "Write: columns.caption=Description columns.keywords=Tags"),
    (["check", "texts.csv", "columns.caption=Descrption"], 2, "Did you mean 'Description'?"),
    (["check", "odd.csv"], 3, "line 3 has 3 values, the heading names 2 columns"),
    (["check", "book.xlsx"], 3, "no whole spreadsheet"),
    (["check", "texts.csv", "rule=aviation"], 2, "Did you mean 'rules'?"),
    (["check", "texts.csv", "encoding=utf-99"], 2, "Write one such as encoding=cp1250"),
    # Runs and what is done with them
    (["identify", "/nope"], 2, "Write: runner identify FOLDER | set=NAME | RUN"),
    (["identify", "one.jpg"], 2, "Name the folder of the photos"),
    (["identify", "demo"], 2, "runner identify set=demo"),
    (["runs"], 2, "Write: runner runs list | show | trend"),
    (["runs", "lst"], 2, "Did you mean 'list'?"),
    (["runs", "show"], 2, "Write: runner runs show RUN"),
    (["runs", "show", "nope"], 2, "`runner runs list` shows them"),
    (["generate", "nope"], 2, "PHOTO is missing. Write: runner generate RUN PHOTO"),
    (["compare", "nope"], 2, "`runner sweeps list` shows them"),
    (["rows", "nope"], 2, "nope"),
    (["decide"], 2, "Which run or set?"),
    (["verify", "--pixles"], 2, "It has --pixels, --mend"),
    (["unpublish", "set=demo"], 2, "Write: runner unpublish FILE_NAME"),
    (["columns", "rwos"], 2, "Did you mean 'rows'?"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "said"), MISTAKES, ids=[" ".join(each[0]) for each in MISTAKES])
def test_a_mistake_is_a_sentence_with_what_to_do(
    words: Sequence[str], code: int, said: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = [f"paths.{name}={place / name}" for name in ("runs", "photos", "models")] if _composes(words) else []
    ended = cli.run([*(word.replace("{tmp}", str(place)) for word in words), *moved])
    shown = capsys.readouterr()
    assert ended == code, shown.err
    assert said.replace("{tmp}", str(place)) in shown.err
    own = shown.err.replace(str(place), "")
    assert not LIBRARIES_WORDS.search(own), LIBRARIES_WORDS.search(own)
    assert not re.search(r"wrong:\s*$", own), "a heading with nothing below"
    assert not [*place.glob("runs/*/2*")]


def _composes(words: Sequence[str]) -> bool:
    return bool(words) and any("=" in word for word in words) and words[0] not in ("check", "unpublish")
