from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from runner.text.duplicates.matching import words
from runner.text.duplicates.repeats import Photos, Repeat, repeated_keywords, repeated_texts

TWELVE = "a grey heron waits below the old brick bridge at low tide"
LONG = " ".join(f"w{n}" for n in range(24))


def photos(*series: str | None) -> Photos:
    return Photos([f"photo {n}" for n in range(len(series))], series)


def repeats(*texts: str | None, series: Sequence[str | None] | None = None) -> list[tuple[int, int, bool]]:
    found = repeated_texts(texts, photos(*(series or [None] * len(texts))))
    return [(each.text, each.of, each.in_series) for each in found]


def test_the_first_stays_and_every_other_names_it() -> None:
    assert repeats("A heron.", "a HERON", "A stork.", "A heron!") == [(1, 0, False), (3, 0, False)]


def test_near_texts_repeat_with_their_similarity() -> None:
    assert repeated_texts([TWELVE, f"{TWELVE} today"], photos(None, None)) == [Repeat(1, 0, 12 / 13, in_series=False)]
    assert repeated_texts([TWELVE, f"{TWELVE} today"], photos(None, None), 0.95) == []


def test_a_text_is_not_held_against_one_that_has_to_change_itself() -> None:
    words_ = [f"w{n}" for n in range(24)]
    first, second, third = (" ".join(words_[: 24 - n] + [f"other{i}" for i in range(n)]) for n in (0, 1, 2))
    assert repeats(second, first) == [(1, 0, False)]
    assert repeats(third, first) == []
    assert repeats(first, second, third) == [(1, 0, False)]


def test_the_most_similar_text_that_stays_is_named() -> None:
    words_ = [f"w{n}" for n in range(30)]
    asked = " ".join(words_)
    far, near = " ".join([*words_[:28], "a"]), " ".join([*words_[1:], "b"])
    assert repeats(far, near, asked) == [(2, 1, False)]


def test_within_a_series_texts_may_be_near_if_facts_differ() -> None:
    seven, eight = f"{LONG} at seven", f"{LONG} at eight"
    assert repeats(seven, eight, series=["s", "s"]) == []
    assert repeats(seven, eight, series=["s", "t"]) == [(1, 0, False)]


@pytest.mark.parametrize("other", [TWELVE, TWELVE.replace("a grey", "the grey"), "at low tide " + TWELVE[:-12]])
def test_within_a_series_an_article_or_order_is_no_fact(other: str) -> None:
    assert repeats(TWELVE, other, series=["s", "s"]) == [(1, 0, True)]


def test_one_series_is_not_blamed_for_what_another_one_repeats() -> None:
    seven, eight, nine = (f"{LONG} at {hour}" for hour in ("seven", "eight", "nine"))
    assert repeats(seven, eight, nine, series=["s", "t", "s"]) == [(1, 0, False)]


def test_a_photo_repeats_nothing_that_it_says_itself_elsewhere() -> None:
    same = Photos(["a", "a", "b"], [None, None, None])
    found = repeated_texts(["A heron.", "A heron.", "A heron."], same)
    assert found == [Repeat(2, 0, 1.0, in_series=False)]


def test_what_a_photo_of_the_same_series_has_published_counts_as_in_series() -> None:
    found = repeated_texts(["A heron.", "A heron.", "A heron."], Photos(["a", "a", "b"], ["s", "s", "s"]))
    assert found == [Repeat(2, 0, 1.0, in_series=True)]


def test_missing_texts_repeat_nothing() -> None:
    assert repeats(None, None, "", "…", None, series=["s", "s", "s", "s", None]) == []


def test_the_same_keywords_in_any_order_repeat_outside_a_series() -> None:
    four = ("heron", "canal", "bridge", "grey")
    lists = [four, ("Canal", "heron", "grey", "bridge"), four, (), (), ("heron",), four[:3], four[:3]]
    series = ["s", None, "s", *[None] * 5]
    assert repeated_keywords(lists, photos(*series)) == [Repeat(1, 0, 1.0, in_series=False)]


def naive(texts: Sequence[str], series: Sequence[str | None], threshold: float) -> list[int]:
    """The texts that repeat an earlier one which stays, by comparing each with each."""
    stay: list[int] = []
    found = []
    for index, text in enumerate(texts):
        own = set(words(text))
        alike = [
            other
            for other in stay
            if not (series[index] is not None and series[index] == series[other])
            and len(own & set(words(texts[other]))) >= threshold * len(own | set(words(texts[other])))
        ]
        if alike:
            found.append(index)
        else:
            stay.append(index)
    return found


@pytest.mark.parametrize("threshold", [0.5, 0.75, 0.9, 1.0])
@pytest.mark.parametrize("seed", range(8))
def test_the_same_is_found_as_by_comparing_each_with_each(seed: int, threshold: float) -> None:
    rng = random.Random(seed)
    texts = [" ".join(rng.choices([f"w{n}" for n in range(9)], k=rng.randint(1, 10))) for _ in range(150)]
    series = [rng.choice([None, None, "s", "t", "u"]) for _ in texts]
    found = repeated_texts(texts, photos(*series), threshold)
    outside = [each.text for each in found if not each.in_series]
    assert outside == naive(texts, series, threshold)
    assert outside


def test_many_texts_from_one_template_are_done_in_a_moment() -> None:
    template = f"{TWELVE} beside two swans and a coot with number {{}} on a {{}} morning in {{}}"
    texts = [template.format(n, f"colour{n % 50}", f"month{n % 12}") for n in range(3000)]
    assert len(repeated_texts(texts, photos(*[None] * 3000), 0.9)) > 1000
