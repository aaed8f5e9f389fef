from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from sample_facts import CAT

from runner.captioner import Generation, Revision
from runner.captioning.composer import Composer
from runner.errors import InferenceError
from runner.schema import NO_TEXTS, CaptionRow, Finding, Texts
from runner.text.judging.judge import Judge, broken, errors, keeps_good, of
from runner.text.language.reading import TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.repair.attempts import answered, begin, mended
from runner.text.repair.revising import MOST_AVOIDED, RepairLimits, RepairState, next_request
from runner.text.rules import RULES, Rules
from runner.text.rules.fluff import FluffOptions
from runner.text.rules.keyword_count import KeywordCountOptions
from runner.text.rules.presence import PresenceOptions
from runner.text.rules.sentence import SentenceOptions
from runner.text.rules.terms import RequiredTermsOptions

CONF = Path(__file__).parents[2] / "conf" / "repair"
LIMITS = RepairLimits("tested", True, 2, 3, None, 100, 2.0, 350)
WRITER = Composer("tested")
BAD = TextsInContext("A stunning cat.", "A serene cat.", ("cat", "stunning"), facts=CAT, writer="facts")


@cache
def judge() -> Judge:
    rules = Rules(
        presence=PresenceOptions(),
        fluff=FluffOptions(words=("stunning", "serene", "gorgeous")),
        keyword_count=KeywordCountOptions(least=2),
        sentence=SentenceOptions(severity="warn"),
        required_terms=RequiredTermsOptions(terms=("cat",)),
    )
    return Judge(rules, Thesaurus({}))


def course(texts: TextsInContext = BAD, tokens: int | None = 20) -> RepairState:
    row = CaptionRow(*texts.values, "{}", "m", None, "0" * 16, False, 9, tokens, 1.0)
    return begin(texts, judge().findings(texts), row)


def answer(draft: Texts, tokens: int = 20) -> Generation:
    return Generation(draft, repr(draft), "1" * 16, 9, tokens, 1.0)


def go(at: RepairState, result: Generation | InferenceError, limits: RepairLimits = LIMITS) -> RepairState:
    request = next_request(at, limits, revises=True)
    assert isinstance(request, Revision), request
    return answered(at, request, result, 5.0, WRITER, judge())


def test_texts_without_an_error_need_nothing() -> None:
    good = replace(BAD, caption="a cat", alt_text="A cat.", keywords=("cat", "pet"))
    assert [finding.severity for finding in judge().findings(good)] == ["warn", "warn"]
    assert next_request(course(good), LIMITS, revises=True) is None


def test_a_request_says_which_fields_are_wrong_and_which_words_to_avoid() -> None:
    one = replace(BAD, alt_text="A cat.", keywords=("cat", "pet"))
    request = next_request(course(one), LIMITS, revises=True)
    assert isinstance(request, Revision)
    assert request.draft == Texts(one.caption, one.alt_text, one.keywords)
    assert (request.fields, request.avoid, request.max_tokens) == (("caption",), ("stunning",), 100)
    assert [finding.rule for finding in request.findings] == ["fluff"]


def test_words_that_are_missing_are_not_to_be_avoided() -> None:
    without = replace(BAD, caption="A dog.", alt_text="A dog.", keywords=("dog", "pet"))
    request = next_request(course(without), LIMITS, revises=True)
    assert isinstance(request, Revision)
    assert (request.fields, request.avoid) == (("keywords",), ())
    assert [finding.words for finding in request.findings] == [("cat",)]


def test_the_budget_grows_to_its_end() -> None:
    at, budgets = course(), []
    limits = replace(LIMITS, per_field=9, per_item=9)
    for number in range(4):
        request = next_request(at, limits, revises=True)
        assert isinstance(request, Revision)
        budgets.append(request.max_tokens)
        at = go(at, answer(Texts(f"A gorgeous cat {number}.", "A serene cat.", ("cat", "serene"))), limits)
    assert budgets == [100, 200, 350, 350]


@pytest.mark.parametrize(
    ("limits", "revises", "stop"),
    [
        (replace(LIMITS, mend=False, per_field=0, per_item=0), True, "off"),
        (replace(LIMITS, per_item=0), True, "per_item"),
        (replace(LIMITS, per_field=0), True, "per_field"),
        (LIMITS, False, "helpless"),
    ],
)
def test_why_nothing_is_asked_is_said(limits: RepairLimits, revises: bool, stop: str) -> None:
    assert next_request(course(), limits, revises) == stop


def test_a_captioner_that_had_nothing_to_write_from_is_not_asked_again() -> None:
    assert next_request(course(tokens=0), LIMITS, revises=True) == "no_facts"


def test_a_field_that_had_its_tries_is_left_while_another_is_asked() -> None:
    limits = replace(LIMITS, per_field=1, per_item=9)
    at = course(replace(BAD, alt_text="A cat.", keywords=("cat", "pet")))
    at = go(at, answer(Texts("A serene cat.", None, ())), limits)
    assert next_request(at, limits, revises=True) == "per_field"
    late = replace(at, texts=replace(at.texts, alt_text="A serene cat."))
    late = replace(late, findings=judge().findings(late.texts))
    request = next_request(late, limits, revises=True)
    assert isinstance(request, Revision)
    assert request.fields == ("alt_text",)


def test_the_same_is_asked_again_only_if_the_answer_can_be_another() -> None:
    limits = replace(LIMITS, per_field=9, per_item=9)
    nothing = NO_TEXTS
    finished, cut_off = go(course(), answer(nothing, 20), limits), go(course(), answer(nothing, 100), limits)
    assert [finished.attempts[-1].verdict, cut_off.attempts[-1].verdict] == ["unreadable"] * 2
    assert next_request(finished, limits, revises=True) == "helpless"
    longer = next_request(cut_off, limits, revises=True)
    assert isinstance(longer, Revision)
    assert longer.max_tokens == 200
    failed = go(course(), InferenceError("gone"), limits)
    assert isinstance(next_request(failed, limits, revises=True), Revision)
    same = go(course(), answer(Texts(BAD.caption, BAD.alt_text, BAD.keywords)), limits)
    assert same.attempts[-1].verdict == "same_text"
    assert next_request(same, limits, revises=True) == "helpless"


def test_what_was_not_asked_for_is_not_taken() -> None:
    one = replace(BAD, alt_text="A cat.", keywords=("cat", "pet"))
    at = go(course(one), answer(Texts("A cat in a basket.", "Another text.", ("other", "cat"))))
    assert at.texts == replace(one, caption="A cat in a basket.")
    (row,) = at.attempts[1:]
    assert (row.fields, row.won, row.verdict) == (("caption",), ("caption",), "won")
    assert (row.raw, row.model, row.completion_tokens, row.ms) == (at.attempts[1].raw, "tested", 20, 5.0)
    assert [finding.rule for finding in errors(row.before)] == ["fluff"]
    assert not errors(row.after)


def test_each_field_wins_or_loses_by_itself() -> None:
    at = go(course(), answer(Texts("A cat.", "A gorgeous cat.", ("cat", "pet"))))
    assert (at.texts.caption, at.texts.alt_text, at.texts.keywords) == ("A cat.", BAD.alt_text, ("cat", "pet"))
    assert (at.attempts[-1].verdict, at.attempts[-1].won) == ("partly", ("caption", "keywords"))
    assert at.attempts[-1].alt_text == "A gorgeous cat."
    request = next_request(at, LIMITS, revises=True)
    assert isinstance(request, Revision)
    assert (request.fields, request.avoid) == (("alt_text",), ("gorgeous", "serene"))


def test_mending_comes_after_an_answer_and_is_a_row_of_its_own() -> None:
    at = mended(go(course(), answer(Texts("A cat.", "A gorgeous cat.", ("cat", "pet", "serene")))), judge())
    assert [row.by for row in at.attempts] == ["captioner", "captioner", "mending"]
    assert at.attempts[2].won == ("alt_text", "keywords")
    assert at.attempts[2].before == at.attempts[1].after
    assert not errors(at.findings)
    assert mended(at, judge()) == at


def test_good_fields_stay_good() -> None:
    before = (Finding.of("a", "caption", "error", (), ""), Finding.of("b", "keywords", "warn", (), ""))
    assert keeps_good(before, before, ("alt_text",))
    assert not keeps_good(before, before, ("caption",))
    assert not keeps_good(before, (*before, Finding.of("b", "keywords", "error", (), "")), ("alt_text",))
    assert broken(before) == ("caption",)
    assert of("keywords", before) == before[1:]


TEXT: Any = st.one_of(
    st.none(),
    st.sampled_from(["", "A cat.", "A serene cat.", "A gorgeous cat", " cat ", "stunning " * 300, "A cat in a box."]),
)
KEYWORDS: Any = st.lists(st.sampled_from(["cat", "Cats", "serene", "pet", "", "x" * 300]), max_size=30).map(tuple)
ANSWERS = st.lists(
    st.one_of(
        st.builds(answer, st.builds(Texts, TEXT, TEXT, KEYWORDS), st.integers(0, 400)),
        st.just(InferenceError("gone")),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=200)
@given(ANSWERS, st.integers(0, 4), st.integers(0, 5), st.booleans())
def test_whatever_comes_back_limits_hold_and_good_fields_are_not_touched(
    answers: list[Any], per_field: int, per_item: int, mend: bool
) -> None:
    limits = replace(LIMITS, per_field=per_field, per_item=per_item, mend=mend)
    at = course()
    good = {field for field in ("caption", "alt_text", "keywords") if field not in broken(at.findings)}
    at = mended(at, judge()) if mend else at
    while isinstance(request := next_request(at, limits, revises=True), Revision):
        before = at
        at = answered(at, request, answers[len(at.asked) % len(answers)], 1.0, WRITER, judge())
        at = mended(at, judge()) if mend else at
        assert len(request.avoid) <= MOST_AVOIDED
        assert 100 <= request.max_tokens <= 350
        for field in {"caption", "alt_text", "keywords"} - set(broken(before.findings)):
            if not mend:
                assert getattr(at.texts, field) == getattr(before.texts, field)
        assert len(errors(at.findings)) <= len(errors(before.findings))
    assert len(at.asked) <= per_item
    assert all(sum(field in each.fields for each in at.asked) <= per_field for field in ("caption", "alt_text"))
    assert (request is None) == (not errors(at.findings))
    assert at.findings == judge().findings(at.texts)
    assert [row.attempt for row in at.attempts] == list(range(len(at.attempts)))
    assert good.isdisjoint(broken(at.findings))


@pytest.mark.parametrize("name", ["off", "default", "strict"])
def test_shipped_limits_are_valid_and_say_every_option(name: str) -> None:
    written = yaml.safe_load((CONF / f"{name}.yaml").read_text())
    limits = TypeAdapter(RepairLimits).validate_python(written)
    assert written.keys() == set(RepairLimits.__dataclass_fields__)
    assert (limits.name, limits.off, limits.problems()) == (name, name == "off", ())


def test_a_budget_that_begins_above_its_end_is_a_problem() -> None:
    (problem,) = replace(LIMITS, tokens=400).problems()
    assert problem.startswith("tokens: 400 is above most_tokens, 350")


@pytest.mark.parametrize("wrong", [{"per_item": -4}, {"per_run": 0}, {"growth": 0.5}, {"per_filed": 1}, {"tokens": 1}])
def test_wrong_limits_are_refused_with_their_name(wrong: dict[str, object]) -> None:
    valid = {name: getattr(LIMITS, name) for name in RepairLimits.__dataclass_fields__}
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        TypeAdapter(RepairLimits).validate_python({**valid, **wrong})


def test_rules_whose_words_may_come_back_exist() -> None:
    from runner.text.repair import revising

    assert RULES.keys() >= revising._MAY_COME_BACK
