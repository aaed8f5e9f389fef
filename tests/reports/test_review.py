from __future__ import annotations

import hashlib
import math
import random
from typing import Any

import numpy as np
import polars as pl
import pytest
from sample_run import Evidence, finding

from runner.imaging.colours import oklab
from runner.reports.before_review.figures import review
from runner.reports.before_review.groups import Group, groups
from runner.reports.before_review.outliers import FEWEST, modified_z, outliers
from runner.reports.before_review.repairs import RuleRepairs, repairs
from runner.reports.before_review.sample import sample as drawn
from runner.reports.before_review.suspicious import suspicious


def measured(run: Evidence, item_id: str, **values: Any) -> None:
    usual = {"width": 6000, "height": 4000, "brightness": 0.5, "sharpness": 0.6, "colours": [], "renditions": []}
    run.add("derive", item_id, **{**usual, **values})


@pytest.fixture
def even(empty: Evidence) -> Evidence:
    """Twenty photos that differ a little."""
    rng = random.Random(1)
    for n in range(20):
        grey = {"name": "grey", "hex": f"#80{128 + rng.randint(0, 6):02x}80", "share": 1.0}
        measured(empty, f"p{n:02}", brightness=rng.uniform(0.45, 0.55), sharpness=rng.uniform(0.5, 0.6), colours=[grey])
    return empty


def test_the_modified_z_score_is_that_of_its_definition() -> None:
    values = np.array([1.0, 2.0, 3.0, 4.0, 100.0])
    # median 3, deviations 2 1 0 1 97, MAD 1
    assert modified_z(values) == pytest.approx([0.6745 * (x - 3) for x in values])
    mostly = np.array([5.0, 5.0, 5.0, 9.0])
    # median 5, MAD 0, MeanAD 1
    assert modified_z(mostly) == pytest.approx([0, 0, 0, 4 / 1.253314])
    assert not modified_z(np.array([2.0, 2.0])).any()


def test_an_even_set_has_no_outliers(even: Evidence) -> None:
    assert outliers(even.tables) == ()


@pytest.mark.parametrize(
    ("figure", "values", "sign"),
    [
        ("size", {"width": 1200, "height": 800}, -1),
        ("brightness", {"brightness": 0.05}, -1),
        ("brightness", {"brightness": 0.98}, 1),
        ("sharpness", {"sharpness": 0.1}, -1),
        ("colour", {"colours": [{"name": "red", "hex": "#c01010", "share": 0.6}]}, 1),
    ],
)
def test_a_photo_unlike_the_others_stands_out_by_that_figure(
    even: Evidence, figure: str, values: dict[str, Any], sign: int
) -> None:
    usual = [{"name": "grey", "hex": "#808080", "share": 1.0}]
    measured(even, "odd", **{"brightness": 0.5, "sharpness": 0.55, "colours": usual, **values})
    (found,) = outliers(even.tables)
    assert (found.item_id, found.figure, math.copysign(1, found.z)) == ("odd", figure, sign)


def test_a_trifle_in_a_uniform_set_is_no_outlier(even: Evidence) -> None:
    measured(even, "odd", width=6016, height=4016, brightness=0.5, sharpness=0.55)
    assert outliers(even.tables) == ()


def test_few_photos_say_nothing_of_what_is_usual(empty: Evidence) -> None:
    for n in range(FEWEST - 2):
        measured(empty, f"p{n}")
    measured(empty, "odd", brightness=0.0)
    assert outliers(empty.tables) == ()
    measured(empty, "more")
    assert [each.item_id for each in outliers(empty.tables)] == ["odd"]


def test_outliers_agree_with_an_independent_computation(empty: Evidence) -> None:
    rng = random.Random(7)
    for n in range(200):
        colours = [
            {"name": "x", "hex": f"#{rng.randrange(1 << 24):06x}", "share": share} for share in (0.5, 0.3)
        ][: rng.randint(0, 2)]  # fmt: skip
        brightness = rng.gauss(0.5, 0.03 if n % 10 else 0.3) if n % 9 else None
        width, sharpness = rng.choice([600, *[6000] * 9]), rng.lognormvariate(-1, 0.5)
        measured(empty, f"{n:03}", width=width, brightness=brightness, sharpness=sharpness, colours=colours)
    expected = _independent_outliers(empty.frames["derive"])
    found = {(each.item_id, each.figure): each.z for each in outliers(empty.tables)}
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected)
    assert {figure for _, figure in found} >= {"size", "brightness", "sharpness"}


def _independent_outliers(derive: pl.DataFrame) -> dict[tuple[str, str], float]:
    """Photo by photo in Python, from the definition."""
    points: dict[str, tuple[float, float]] = {}
    for row in derive.iter_rows(named=True):
        if row["colours"]:
            total = sum(each["share"] for each in row["colours"])
            lab = [oklab(np.array([list(bytes.fromhex(each["hex"][1:]))]))[0] for each in row["colours"]]
            points[row["item_id"]] = tuple(
                sum(each["share"] * p[axis] for each, p in zip(row["colours"], lab, strict=True)) / total
                for axis in (1, 2)
            )
    middle = [sorted(p[axis] for p in points.values()) for axis in (0, 1)]
    a, b = (_median(axis) for axis in middle)
    figures: dict[str, tuple[dict[str, float], float]] = {
        "size": (
            {r["item_id"]: math.log(r["width"] * r["height"] / 1e6) for r in derive.iter_rows(named=True)},
            math.log(1.5),
        ),
        "colour": ({item: math.hypot(x - a, y - b) for item, (x, y) in points.items()}, 0.03),
    }
    for name, least in (("brightness", 0.1), ("sharpness", 0.05)):
        figures[name] = ({r["item_id"]: r[name] for r in derive.iter_rows(named=True) if r[name] is not None}, least)
    found = {}
    for figure, (values, least) in figures.items():
        centre = _median(sorted(values.values()))
        deviations = [abs(value - centre) for value in values.values()]
        mad, mean = _median(sorted(deviations)), sum(deviations) / len(deviations)
        for item, value in values.items():
            z = 0.6745 * (value - centre) / mad if mad else (value - centre) / (1.253314 * mean)
            if abs(value - centre) >= least and (z > 3.5 or (z < -3.5 and figure != "colour")):
                found[item, figure] = z
    return found


def _median(ordered: list[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def test_groups_name_the_one_that_stays_and_those_that_repeat_it(empty: Evidence) -> None:
    for n in range(4):
        near = "p0" if n in (1, 3) else None
        empty.add(
            "similar", f"p{n}", near_duplicate_of=near, series="p0" if n < 3 else None, position=n + 1, best=n == 1
        )
    empty.add(
        "duplicates",
        "p1",
        findings=[finding("duplicate_caption", "caption")],
        caption_like="zz",
        caption_where="published",
    )
    empty.add(
        "duplicates",
        "p2",
        findings=[finding("duplicate_alt_text", "alt_text"), finding("duplicate_caption", "caption")],
    )
    found = groups(empty.tables)
    assert found.near_photos == (Group("p0", "run", ("p1", "p3")),)
    assert found.captions == (Group("zz", "published", ("p1",)),)
    assert found.captions[0].shown == ("p1",)
    assert found.series == (Group("p1", "run", ("p0", "p2")),)
    assert found.texts == {"duplicate_caption": 2, "duplicate_alt_text": 1}


def test_only_what_came_through_is_suspicious_and_says_why(empty: Evidence) -> None:
    good = {
        "caption": "A grey heron waits below the bridge.",
        "grounds": [{"field": "caption", "words": "h", "source": "set", "said": "h"}],
    }
    empty.review("good", "passed", "photos/good.jpg", **good)
    empty.review("warned", "repaired", "photos/warned.jpg", **{**good, "warnings": ["a", "b", "c"], "attempts": 3})
    empty.review("short", "passed", "photos/short.jpg", caption="A grey heron.")
    empty.review("near", "passed", "photos/near.jpg", **good)
    empty.review("blocked", "blocked", "photos/blocked.jpg", caption="A.", warnings=["a", "b", "c"])
    empty.add("similar", "near", near_duplicate_of="good")
    found = {each.item_id: each.reasons for each in suspicious(empty.rows, empty.tables)}
    assert found == {
        "short": ("no source supports a word of its texts", "its caption has only 3 words"),
        "warned": ("3 rules warn of it", "it took 3 tries"),
        "near": ("nearly the same picture as good.jpg",),
    }


@pytest.mark.parametrize(("photos", "size"), [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (2500, 250)])
def test_the_sample_is_a_tenth_and_at_least_one(empty: Evidence, photos: int, size: int) -> None:
    for n in range(photos):
        empty.review(f"{n:04}", "passed", f"{n}.jpg", content_hash=f"{n}")
    found = drawn(empty.rows)
    assert (found.of, found.size, len(found.listed)) == (photos, size, min(size, 200))


def test_the_sample_can_be_drawn_again_and_follows_the_content(empty: Evidence) -> None:
    for n in range(50):
        empty.review(f"{n:04}", "passed" if n % 5 else "blocked", f"{n}.jpg", content_hash=f"{n}")
    found = drawn(empty.rows)
    assert drawn(empty.rows.reverse()) == found
    through = {row["item_id"]: row["content_hash"] for row in empty.reviews if row["outcome"] == "passed"}
    seed = hashlib.sha256(
        "\n".join(sorted(f"{item}:{content}" for item, content in through.items())).encode()
    ).hexdigest()
    order = sorted(through, key=lambda item: hashlib.sha256((seed + item).encode()).hexdigest())
    assert (found.seed, found.listed) == (seed, tuple(order[:4]))
    empty.reviews[1]["content_hash"] = "changed"
    assert drawn(empty.rows).seed != found.seed


def attempts(run: Evidence, item_id: str, *tries: tuple[str, list[str], list[dict[str, Any]], list[str]]) -> None:
    """By whom, at which texts, the findings after it and the texts taken over; the first is the draft."""
    for number, (by, fields, after, won) in enumerate(tries):
        run.add("attempts", item_id, attempt=number, by=by, fields=fields, after=after, won=won, ms=1.0)


def test_repairs_are_counted_by_rule_and_by_what_mended_them(empty: Evidence) -> None:
    fluff, twins, length = finding("fluff", "caption"), finding("twins", "keywords"), finding("length", "alt_text")
    texts = ["caption", "alt_text", "keywords"]
    attempts(empty, "aa", ("captioner", texts, [fluff, twins], []), ("mending", ["keywords"], [fluff], ["keywords"]),
             ("captioner", ["caption"], [fluff], []), ("captioner", ["caption"], [], ["caption"]))  # fmt: skip
    attempts(empty, "bb", ("captioner", texts, [fluff, length], []), ("captioner", ["caption"], [fluff, length], []))
    attempts(empty, "cc", ("captioner", texts, [length], []))
    empty.add("repair", "aa", findings=[])
    empty.add("repair", "bb", findings=[fluff, length])
    empty.add("repair", "cc", findings=[length])
    found = repairs(empty.tables)
    assert (found.photos, found.mendings, found.generations, found.won) == (2, 1, 3, 2)
    assert found.rules == (RuleRepairs("fluff", 2, 0, 1, 1), RuleRepairs("twins", 1, 1, 0, 0))


def test_a_fault_that_goes_with_another_text_is_put_down_to_who_changed_that(empty: Evidence) -> None:
    same = finding("caption_is_alt", "caption")
    attempts(empty, "aa", ("captioner", ["caption", "alt_text"], [same], []),
             ("captioner", ["caption", "alt_text"], [], ["alt_text"]))  # fmt: skip
    empty.add("repair", "aa", findings=[])
    assert repairs(empty.tables).rules == (RuleRepairs("caption_is_alt", 1, 0, 1, 0),)


def test_the_numbers_are_those_of_the_lists(sample: Evidence) -> None:
    sample.add("similar", "bbbb", near_duplicate_of="aaaa", series="aaaa", best=False)
    sample.add("similar", "aaaa", series="aaaa", best=True)
    found = review(sample.rows, sample.tables)
    counts = found.counts().for_file()
    assert (counts["near_duplicate_photos"], counts["series"], counts["photos_in_series"]) == (1, 1, 2)
    assert counts["suspicious_photos"] == len(found.suspicious) == 1
    assert counts["sample_photos"] == 1
