from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise

import pytest

from runner.text.duplicates import overlap
from runner.text.duplicates.matching import (
    Duplicate,
    Series,
    duplicate_groups,
    duplicates,
    equal_groups,
    keyword_signature,
    words,
)

TWELVE = "a grey heron waits below the old brick bridge at low tide"


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("A grey Heron.", ("a", "grey", "heron")),
        ("“Heron” – grey; (wet)", ("heron", "grey", "wet")),
        ("KLM's PH-BFA, f/5.6", ("klm", "s", "ph", "bfa", "f", "5", "6")),
        ("STRASSE Straße", ("strasse", "strasse")),
        ("cafe\u0301 ﬁord", ("café", "fiord")),
        ("हिन्दी में", ("हिन्दी", "में")),
        ("東京タワー", ("東", "京", "タ", "ワ", "ー")),
        ("서울 타워", ("서울", "타워")),
        ("Ελλάδα под снегом", ("ελλάδα", "под", "снегом")),
        ("🌸 … —", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_words_are_what_texts_are_compared_by(text: str | None, compared: tuple[str, ...]) -> None:
    assert words(text) == compared


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kröller", "Kroller"), ("PH-BFA", "PH-BFB"), ("in 2019", "in 2018"), ("1.5", "15"), ("heron", "herons")],
)
def test_what_differs_in_accents_digits_or_number_is_not_the_same(one: str, other: str) -> None:
    assert duplicate_groups([one, other]) == [0, 1]


@pytest.mark.parametrize(
    "other", ["a grey heron, wet", "A Grey Heron: wet!", "A grey-heron … wet", " a  grey heron wet"]
)
def test_case_punctuation_and_space_do_not_tell_texts_apart(other: str) -> None:
    assert duplicates(["A grey heron wet.", other]) == [Duplicate(0, 1, 1.0)]


def test_near_duplicates_reach_the_threshold_exactly() -> None:
    other = f"{TWELVE} today"
    assert duplicate_groups([TWELVE, other]) == [0, 0]
    assert duplicates([TWELVE, other], 0.93) == []
    assert duplicates([TWELVE, other]) == [Duplicate(0, 1, 12 / 13)]


def test_a_similarity_equal_to_the_threshold_counts() -> None:
    shared = " ".join(f"w{n}" for n in range(23))
    assert duplicate_groups([f"{shared} left", f"{shared} right"], 0.92) == [0, 0]
    assert duplicate_groups([f"{shared} left", f"{shared} right"], 0.9201) == [0, 1]


def test_a_word_changed_in_a_short_caption_makes_another_text() -> None:
    assert duplicate_groups(["A grey heron at the canal.", "A white heron at the canal."]) == [0, 1]


def test_the_same_words_in_another_order_are_near_duplicates() -> None:
    assert duplicates(["heron and swan", "swan and heron"], 1.0) == [Duplicate(0, 1, 1.0)]


def test_missing_and_empty_texts_are_no_duplicates() -> None:
    assert duplicate_groups([None, "", None, "…", "heron"]) == [0, 1, 2, 3, 4]
    assert duplicate_groups([]) == []


def test_a_group_takes_one_pair_fewer_than_it_has_texts() -> None:
    texts = ["Heron at dusk."] * 50 + ["Swan at dawn."] * 30 + ["Coot."]
    assert len(duplicates(texts)) == 49 + 29
    assert duplicate_groups(texts) == [0] * 50 + [50] * 30 + [80]


class TestWithinASeries:
    """Photos of one series show the same with other facts."""

    near = (TWELVE, f"{TWELVE} today")

    def test_texts_that_are_near_each_other_are_no_duplicates(self) -> None:
        assert duplicate_groups(self.near, series=["s", "s"]) == [0, 1]
        assert duplicate_groups(self.near, series=["s", "t"]) == [0, 0]
        assert duplicate_groups(self.near, series=[None, None]) == [0, 0]

    def test_texts_that_agree_word_for_word_are(self) -> None:
        assert duplicate_groups(["A heron.", "a heron"], series=["s", "s"]) == [0, 0]

    def test_the_same_words_in_another_order_are_not(self) -> None:
        assert duplicate_groups(["heron and swan", "swan and heron"], series=["s", "s"]) == [0, 1]

    def test_both_are_duplicates_of_a_text_elsewhere(self) -> None:
        pairs = duplicates((*self.near, f"{TWELVE} again"), 0.85, ["s", "s", "t"])
        assert [(first, second) for first, second, _ in pairs] == [(0, 2), (1, 2)]

    def test_a_text_that_stands_elsewhere_too_is_compared_from_there(self) -> None:
        texts = [TWELVE, TWELVE, f"{TWELVE} today"]
        assert (1, 2) in {(first, second) for first, second, _ in duplicates(texts, series=["s", "t", "s"])}


def reference(texts: Sequence[str], threshold: float, series: Series) -> list[int]:
    """Groups by comparing each text with each."""
    labels = list(range(len(texts)))
    least = Fraction(str(threshold))
    for one, other in combinations(range(len(texts)), 2):
        if alike(texts[one], texts[other], least, series[one] is not None and series[one] == series[other]):
            low, high = sorted((labels[one], labels[other]))
            labels = [low if label == high else label for label in labels]
    return labels


def alike(one: str, other: str, threshold: Fraction, in_one_series: bool) -> bool:
    if not words(one) or in_one_series:
        return bool(words(one)) and words(one) == words(other)
    sets = set(words(one)), set(words(other))
    return Fraction(len(sets[0] & sets[1]), len(sets[0] | sets[1])) >= threshold


def texts_from_templates(rng: random.Random) -> list[str]:
    vocabulary = [f"w{n}" for n in range(rng.choice([6, 12, 30]))]
    templates = [rng.choices(vocabulary, k=rng.randint(1, 24)) for _ in range(rng.choice([1, 3, 8]))]
    return [changed(rng.choice(templates), vocabulary, rng) for _ in range(rng.choice([6, 50, 90]))]


def changed(template: Sequence[str], vocabulary: Sequence[str], rng: random.Random) -> str:
    made = list(template)
    for _ in range(rng.choice([0, 0, 1, 2, 3])):
        place = rng.randrange(len(made) + 1)
        made[place : place + rng.randint(0, 1)] = rng.choices(vocabulary, k=rng.randint(0, 1))
    return " ".join(made)


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.8, 0.92, 1.0])
@pytest.mark.parametrize("few", [1, 3, 16])
def test_groups_are_those_of_comparing_each_with_each(
    few: int, threshold: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlap, "_FEW", few)
    rng = random.Random(few * 100 + threshold)
    for _ in range(12):
        texts = texts_from_templates(rng)
        series = [rng.choice([None, "s", "s", "t"]) for _ in texts]
        assert duplicate_groups(texts, threshold, series) == reference(texts, threshold, series)
        assert duplicate_groups(texts, threshold) == reference(texts, threshold, [None] * len(texts))


def test_every_pair_is_similar_as_it_says() -> None:
    rng = random.Random(4)
    for _ in range(20):
        texts = texts_from_templates(rng)
        series = [rng.choice([None, "s", "t"]) for _ in texts]
        for first, second, similarity in duplicates(texts, 0.8, series):
            one, other = set(words(texts[first])), set(words(texts[second]))
            assert first < second
            assert similarity == len(one & other) / len(one | other) >= 0.8
            together = series[first] is not None and series[first] == series[second]
            assert not together or words(texts[first]) == words(texts[second])


def test_thousands_of_captions_from_one_template_are_one_group() -> None:
    shared = " ".join(f"w{n}" for n in range(24))
    texts = [f"{shared} number{n}" for n in range(5000)]
    assert set(duplicate_groups(texts)) == {0}
    assert len(set(duplicate_groups(texts, series=["s"] * 5000))) == 5000


def test_thousands_of_orders_of_the_same_words_are_one_group() -> None:
    rng = random.Random(6)
    texts = [" ".join(rng.sample(TWELVE.split(), 12)) for _ in range(5000)]
    assert set(duplicate_groups(texts)) == {0}


def test_a_text_of_ten_thousand_words_is_compared_like_any_other() -> None:
    rng = random.Random(8)
    long = [" ".join(f"w{rng.randrange(9000)}" for _ in range(10_000)) for _ in range(40)]
    assert duplicate_groups([*long, long[7], f"{long[9]} more"]) == [*range(40), 7, 9]


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1.01])
def test_a_threshold_outside_its_range_is_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        duplicates(["a"], threshold)


def test_keywords_are_compared_in_any_order() -> None:
    assert keyword_signature(("Heron", "canal", "heron")) == keyword_signature(("canal", "heron"))
    assert keyword_signature(("canal",)) != keyword_signature(("canal", "heron"))
    assert keyword_signature(("Grey heron", "grey-heron", " ", "Canal")) == ("canal", "grey heron")
    assert keyword_signature(("grey", "heron")) != keyword_signature(("grey heron",))


def test_equal_groups_name_the_first_and_leave_none_alone() -> None:
    assert equal_groups(["a", None, "b", "a", None]) == [0, 1, 2, 0, 4]
    assert all(one <= other for one, other in pairwise(equal_groups(["x"] * 3)))
