from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from runner.errors import InferenceError
from runner.models.llama.constraint import Constraint, Grammar, choose
from runner.models.llama.model import Llama
from runner.models.llama.sampling import greedy

EOS = 257


def constraint(llama: Llama, grammar: str) -> Constraint:
    return Constraint(Grammar(llama._vocabulary, grammar))


def logits(seed: int, size: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(0, 3, size).astype(np.float32)


@given(seed=st.integers(0, 2**32), start=st.sampled_from(["", "1", "{", "Aa"]))
def test_the_choice_is_the_best_of_the_whole_masked_vocabulary(smollm2: Llama, seed: int, start: str) -> None:
    form = constraint(smollm2, 'root ::= "1" [0-9]+ | "{" [^}]+ "}" | [A-Z] [a-z]+ "\\n"')
    for token in smollm2._vocabulary._tokens(start, special=False):
        form.accept(token)
    scores = logits(seed, smollm2._vocabulary.size)
    allowed = form.allowed(np.arange(scores.size, dtype=np.int32))
    assert choose(scores, form, greedy) == allowed[scores[allowed].argmax()]


def test_of_equal_logits_the_first_is_chosen(smollm2: Llama) -> None:
    form = constraint(smollm2, "root ::= [0-9]+")
    flat = np.zeros(smollm2._vocabulary.size, np.float32)
    assert choose(flat, form, greedy) == form.allowed(np.arange(flat.size, dtype=np.int32))[0]


def test_a_text_may_end_only_where_the_grammar_ends(tiny: Llama) -> None:
    form = constraint(tiny, 'root ::= "ab"')
    seen = [form.complete()]
    for byte in b"ab":
        form.accept(byte)
        seen.append(form.complete())
    assert seen == [False, False, True]
    assert form.allowed(np.arange(tiny._vocabulary.size, dtype=np.int32)).tolist() == [EOS]


def test_texts_do_not_disturb_each_other(tiny: Llama) -> None:
    grammar = Grammar(tiny._vocabulary, 'root ::= "ab"')
    one, other = Constraint(grammar), Constraint(grammar)
    one.accept(ord("a"))
    assert one.allows(ord("b"))
    assert other.allows(ord("a"))


def test_a_dead_end_is_an_error_and_no_crash(tiny: Llama) -> None:
    form = constraint(tiny, "root ::= [a-z]")
    scores = np.full(tiny._vocabulary.size, -np.inf, np.float32)
    scores[ord("A")] = 1
    with pytest.raises(InferenceError, match="no token that continues"):
        choose(scores, form, greedy)


@pytest.mark.parametrize("text", ["", "root ::= (", "roof ::= [a-z]", "root ::= missing", "root ::= [a]{5000}"])
def test_a_grammar_that_is_none_is_refused(tiny: Llama, text: str) -> None:
    with pytest.raises(ValueError, match="refuses the grammar"):
        Grammar(tiny._vocabulary, text)
