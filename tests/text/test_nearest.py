from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from runner.text.duplicates.matching import words
from runner.text.duplicates.nearest import Many

TEXTS = st.lists(st.one_of(st.none(), st.text(alphabet="ab ,Ä", max_size=8)), max_size=12)


def jaccard(one: str | None, other: str | None) -> float:
    left, right = set(words(one)), set(words(other))
    return len(left & right) / len(left | right) if left and right else 0.0


@given(TEXTS, st.one_of(st.none(), st.text(alphabet="ab c", max_size=8)))
def test_likeness_is_the_share_of_words_that_both_have(texts: list[str | None], text: str | None) -> None:
    assert Many(texts).likeness(text).tolist() == [jaccard(text, each) for each in texts]
