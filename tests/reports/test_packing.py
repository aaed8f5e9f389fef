from __future__ import annotations

from parsed_page import unpack
from sample_run import Evidence

from runner.reports.run_page.cards import AT_ONCE, cards, detailed
from runner.reports.run_page.packing import PAGE, index, pages


def packed_of(evidence: Evidence) -> str:
    shown = cards(evidence.rows, evidence.tables)
    lines = [line for records in detailed(shown, evidence.tables) for line in pages(records)]
    return "\n".join([index(shown), *lines])


def test_records_come_back_as_they_were(sample: Evidence) -> None:
    found, records = unpack(packed_of(sample))
    passed = next(record for record in records[0] if record["outcome"] == "passed")
    assert (passed["caption"], passed["keywords"]) == ("A tabby cat.", ["cat", "tabby"])
    assert found["outcome"] == [record["outcome"] for record in records[0]]
    assert found["id"] == [record["item_id"] for record in records[0]]


def test_records_that_are_made_at_once_fill_their_pages() -> None:
    assert AT_ONCE % PAGE == 0


def test_a_page_of_records_can_be_unpacked_alone(empty: Evidence) -> None:
    for n in range(2 * PAGE + 1):
        empty.review(f"{n:04}", "passed", f"photos/{n:04}.jpg")
    _, records = unpack(packed_of(empty))
    assert [len(page) for page in records] == [PAGE, PAGE, 1]
    assert records[1][0]["source_path"] == f"photos/{PAGE:04}.jpg"


def test_many_pages_keep_their_order(empty: Evidence) -> None:
    for n in range(70 * PAGE):
        empty.review(f"{n:04}", "passed", f"photos/{n:05}.jpg")
    _, records = unpack(packed_of(empty))
    assert len(records) == 70
    assert [each["source_path"] for page in records for each in page] == [
        f"photos/{n:05}.jpg" for n in range(70 * PAGE)
    ]


def test_whatever_a_text_holds_survives_and_cannot_end_the_element(empty: Evidence) -> None:
    hostile = '</script><!-- "\\ \n\r \x0b\x0c\x1c\x85 \u2028\u2029 🦋 \x00'
    empty.review("aaaa", "blocked", hostile, caption=hostile, keywords=[hostile])
    packed = packed_of(empty)
    assert "<" not in packed
    _, records = unpack(packed)
    assert (records[0][0]["caption"], records[0][0]["keywords"]) == (hostile, [hostile])


def test_a_figure_that_is_no_number_becomes_null(empty: Evidence) -> None:
    empty.review("aaaa", "passed", "photos/a.jpg", quality_score=float("nan"), latitude=float("inf"))
    _, records = unpack(packed_of(empty))
    assert (records[0][0]["quality_score"], records[0][0]["latitude"]) == (None, None)


def test_search_finds_names_texts_and_exact_tokens(sample: Evidence) -> None:
    sample.review("eeee", "passed", "photos/e.jpg", quality_band="Very Low", caption="ÉTÉ")
    found, records = unpack(packed_of(sample))
    text = {
        record["item_id"]: words
        for record, words in zip(records[0], found["text"], strict=True)
        if record["outcome"] != "copy"
    }
    assert text["aaaa"].startswith("aaaa photos/a.jpg tabby_001.jpg")
    assert "label:tabby;" in text["aaaa"]
    assert "label:lynx;" not in text["aaaa"]
    assert "rule:fluff;" in text["bbbb"]
    assert "warning:keyword_count;" in text["bbbb"]
    assert "kind:truncated;" in text["cccc"]
    assert "band:very_low;" in text["eeee"]
    assert "été" in text["eeee"]


def test_sorts_put_what_has_no_value_last(sample: Evidence) -> None:
    found, records = unpack(packed_of(sample))
    ordered = {name: [records[0][place]["item_id"] for place in places] for name, places in found["sorts"].items()}
    assert ordered["best"][:2] == ["bbbb", "aaaa"]
    assert ordered["worst"][:2] == ["aaaa", "bbbb"]
    assert ordered["slowest"][0] == "dddd"
    assert ordered["taken"][0] == "aaaa"
    assert ordered["path"] == ["aaaa", "bbbb", "cccc", "aaaa", "dddd"]


def test_a_run_without_photos_packs(empty: Evidence) -> None:
    found, records = unpack(packed_of(empty))
    assert (found["text"], records) == ([], [])
