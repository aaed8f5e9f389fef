"""The program's messages: one table for both languages, filled in when a message is shown."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from runner.messages import LANGUAGES, Message, known, restored, say, sentences, verbatim, word
from runner.messages import table as messages_table
from runner.messages.table import table
from runner.messages.wording import term
from runner.text.rules import RULES

ROOT = Path(__file__).parents[2]
_GAP = re.compile(r"\{(\w+)(?::(\w+))?\}")
_OF_THE_SET = (
    "duplicate_caption", "duplicate_alt_text", "duplicate_keywords", "duplicates", "series_facts", "name_taken",
    "named_people",
)  # fmt: skip


def said() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Place, id and names of the arguments of every message that the code makes."""
    for path in sorted([*(ROOT / "runner").rglob("*.py"), *(ROOT / "reviewer").rglob("*.py")]):
        tree = ast.parse(path.read_text())
        if not any(isinstance(node, ast.ImportFrom) and _imports_say(node) for node in tree.body):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                names = frozenset(keyword.arg or "" for keyword in node.keywords)
                first = node.args[0]
                assert isinstance(first, ast.Constant), f"{where}: write the id of the message as a text"
                yield where, str(first.value), names


def _imports_say(node: ast.ImportFrom) -> bool:
    return node.module == "runner.messages" and "say" in {each.name for each in node.names}


def texts(id: str) -> Iterator[tuple[str, str, str]]:
    """Language, form and text of every wording of a message."""
    for language, wording in table()[id].items():
        forms = {"": wording} if isinstance(wording, str) else wording
        yield from ((language, form, text) for form, text in forms.items())


def gaps(id: str) -> Mapping[str, set[tuple[str, str | None]]]:
    """The gaps of a message by language, with the kind of word that fills each."""
    found: dict[str, set[tuple[str, str | None]]] = {}
    for language, _, text in texts(id):
        found.setdefault(language, set()).update((gap[1], gap[2]) for gap in _GAP.finditer(text))
    return found


def test_every_message_of_the_code_is_worded_with_its_arguments() -> None:
    wrong = []
    for where, id, names in said():
        if id not in table():
            wrong.append(f"{where}: {id} is not in runner/messages/texts")
            continue
        plural = any(form for _, form, _ in texts(id))
        needed = {name for name, _ in gaps(id)[LANGUAGES[0]]} | ({"count"} if plural else set())
        if needed != names:
            wrong.append(f"{where}: {id} has the gaps {sorted(needed)}, the code gives {sorted(names)}")
    assert wrong == []


def test_every_message_says_the_same_in_every_language() -> None:
    wrong = [id for id in table() if tuple(table()[id]) != LANGUAGES]
    wrong += [id for id in table() if len({frozenset(each) for each in gaps(id).values()}) != 1]
    for id in table():
        forms = {frozenset(form for of, form, _ in texts(id) if of == language) for language in LANGUAGES}
        if forms not in ({frozenset({""})}, {frozenset({"one", "other"})}):
            wrong.append(id)
        wrong += [id for _, _, text in texts(id) if not text or text != text.strip()]
    assert wrong == []


def test_no_message_is_there_for_nothing() -> None:
    made = {id for _, id, _ in said()}
    kinds = {kind for id in table() for each in gaps(id).values() for _, kind in each if kind} | {
        "rule", "meaning", "band", "figure", "verdict", "source", "kind", "word", "weekday", "month", "step",
    }  # fmt: skip
    assert {id for id in table() if id not in made and id.partition(".")[0] not in kinds} == {"verbatim"}
    rules = {id.partition(".")[2] for id in table() if id.startswith("rule.")}
    assert rules == {*RULES, *_OF_THE_SET}
    assert {id.partition(".")[2] for id in table() if id.startswith("meaning.")} == rules


def test_a_message_is_worded_in_both_languages() -> None:
    message = say("location_missing.unnamed", location="Leipzig")
    assert word(message) == "Doesn't mention the location 'Leipzig'"
    assert word(message, "de") == "Nennt den Ort „Leipzig“ nicht"
    assert pickle.loads(pickle.dumps(message)) == message


def test_numbers_plurals_lists_and_messages_within_messages() -> None:
    assert word(say("keyword_count.few", count=1, least=5)) == "Only 1 keyword; at least 5 needed"
    assert word(say("keyword_count.few", count=2, least=5), "de") == "Nur 2 Stichwörter; mindestens 5 nötig"
    assert word(say("drift.file_size", path="a", found=1234, written=5)) == "a has 1,234 bytes instead of 5"
    assert word(say("drift.file_size", path="a", found=1234, written=5), "de") == "a hat 1.234 statt 5 Bytes"
    missing = say("reason.missing", fields=["caption", "alt_text", "keywords"])
    assert word(missing) == "Missing: caption, alt text and keywords"
    assert word(missing, "de") == "Es fehlt: Bildunterschrift, Alternativtext und Stichwörter"
    inner = say("sentence.unended")
    assert (
        word(say("reason.wrong", field="caption", problem=inner), "de")
        == "Bildunterschrift: Endet nicht mit einem Punkt"
    )
    assert sentences([missing, inner]) == "Missing: caption, alt text and keywords. Doesn't end with a full stop."
    assert "Saturday, May 2019" in word(say("time_conflict.date", known="2019-05-04", words="March"))
    assert "Samstag, Mai 2019" in word(say("time_conflict.date", known="2019-05-04", words="March"), "de")


def test_words_of_texts_are_never_taken_for_gaps_or_messages() -> None:
    assert word(say("fluff.praise", words="{location} {words:field} caption")) == (
        "'{location} {words:field} caption' praises instead of describing"
    )
    assert word(say("reason.wrong", field="caption", problem=say("fluff.praise", words='a "quote" \\ ü'))) == (
        "caption: 'a \"quote\" \\ ü' praises instead of describing"
    )


def test_what_nobody_has_worded_is_shown_with_its_arguments() -> None:
    assert (
        word(Message("gone_plugin.found", '{"words": "x", "count": 3}'), "de")
        == "gone_plugin.found (words: x, count: 3)"
    )
    assert term("rule", "my_own_rule") == "my own rule"
    assert known("gone_plugin.found") is None


def test_a_sentence_of_an_earlier_version_is_shown_as_it_is() -> None:
    old = restored(None, None, "The text does not end with a full stop.")
    assert word(old, "de") == "The text does not end with a full stop."
    assert restored("sentence.unended", "{}", "whatever") == say("sentence.unended")
    assert word(verbatim("a {b}")) == "a {b}"


def test_a_message_worded_twice_is_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text('[a]\nb = { en = "x", de = "y" }\n')
    monkeypatch.setattr(messages_table, "_FOLDER", tmp_path)
    table.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"a\.b: worded twice, the second time in two\.toml"):
            table()
    finally:
        monkeypatch.undo()
        table.cache_clear()
