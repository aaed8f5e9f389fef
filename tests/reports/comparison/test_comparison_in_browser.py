"""The page of a comparison in headless Chromium: filters, sorting, keys and pictures, without network requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sweep_of
from browser import CHROMIUM, Browser
from test_comparison_page import HOSTILE, sweep

from runner.reports import comparison

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")

SHOWN = "[...document.querySelectorAll('.photo-row')].map((row) => row.id.slice(2))"
FOUND = "document.getElementById('found').value"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    runs = tmp_path_factory.mktemp("runs")
    folder = runs / "sweeps" / "demo" / sweep_of.ID
    first, *_ = sweep_of.random_sweep(folder, photos=60)
    for at in range(60):
        sweep_of.thumbnail(runs, first, f"{at:016x}", 3 * at)
    sweep_of.store(folder, 0, first)
    page = comparison.write(runs, folder)
    with Browser(runs / "profile") as browser:
        browser.open(page)
        yield browser, page


@pytest.fixture
def browser(opened: tuple[Browser, Path]) -> Browser:
    opened[0].open(opened[1])
    return opened[0]


def choose(browser: Browser, name: str, value: str) -> None:
    browser.run(
        f"{{ const field = document.getElementById('{name}'); field.value = '{value}';"
        " field.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    browser.drawn()


def test_a_page_of_photos_is_drawn_and_the_next_is_a_click_away(browser: Browser) -> None:
    first = browser.run(SHOWN)
    assert len(first) == 24
    assert browser.run(FOUND) == "61 of 61"
    browser.run("document.getElementById('next').click()")
    browser.wait("document.getElementById('place').textContent.startsWith('25')")
    assert set(browser.run(SHOWN)).isdisjoint(first)


def test_photos_come_by_disagreement_or_as_asked(browser: Browser) -> None:
    read = "[...document.querySelectorAll('.left .weak')].map((each) => Number(each.textContent.split(' ')[1]))"
    apart = browser.run(read)
    assert apart == sorted(apart, reverse=True)
    assert apart[0] > apart[-1]
    choose(browser, "sort", "alike")
    alike = browser.run(read)
    assert alike == sorted(alike)
    choose(browser, "sort", "path")
    assert browser.run(SHOWN) == [f"{at:016x}" for at in range(24)]


def test_outcome_and_variant_filter_together(browser: Browser) -> None:
    everywhere = int(str(browser.run(FOUND)).split()[0])
    choose(browser, "outcome", "b")
    blocked = int(str(browser.run(FOUND)).split()[0])
    choose(browser, "variant", "0")
    of_one = int(str(browser.run(FOUND)).split()[0])
    assert 0 < of_one < blocked < everywhere
    badges = browser.run(
        "[...document.querySelectorAll('.sides')].map((row) => row.children[0].querySelector('.badge').textContent)"
    )
    assert set(badges) == {"blocked"}


def test_a_rule_in_the_table_leads_to_its_photos(browser: Browser) -> None:
    browser.run("document.querySelector('#rules td .find').click()")
    browser.drawn()
    rule = browser.run("document.getElementById('rule').selectedOptions[0].textContent")
    variant = int(browser.run("document.getElementById('variant').value"))
    rows = browser.run(
        f"[...document.querySelectorAll('.sides')].map((row) => row.children[{variant}].textContent.includes('{rule}'))"
    )
    assert rows
    assert all(rows)
    browser.run("document.getElementById('clear').click()")
    browser.wait(f"{FOUND} === '61 of 61'")


def test_words_are_searched_and_disagreement_has_a_least(browser: Browser) -> None:
    choose(browser, "search", "windmill glider")
    texts = browser.run("[...document.querySelectorAll('.photo-row')].map((row) => row.textContent.toLowerCase())")
    assert texts
    assert all("windmill" in text and "glider" in text for text in texts)
    choose(browser, "search", "no such word anywhere")
    assert browser.run("document.getElementById('trouble').textContent").startswith("No photo fits.")
    choose(browser, "search", "")
    choose(browser, "apart", "0.5")
    left = browser.run(
        "[...document.querySelectorAll('.left .weak')].map((each) => Number(each.textContent.split(' ')[1]))"
    )
    assert left
    assert min(left) >= 0.5


def test_pictures_are_seen_and_open_by_keyboard(browser: Browser) -> None:
    choose(browser, "sort", "path")
    browser.run("document.getElementById('photos').scrollIntoView()")
    browser.wait("[...document.querySelectorAll('.photo-row img')].slice(0, 2).every((each) => each.naturalWidth)")
    widths = browser.run(
        "[...document.querySelectorAll('.photo-row img')].slice(0, 2).map((each) => each.naturalWidth)"
    )
    assert widths == [120] * 2
    browser.run("document.querySelector('.photo-row .view').focus()")
    browser.press("Enter")
    browser.wait("document.getElementById('detail').open && document.querySelector('#detail img').naturalWidth === 120")
    name = browser.run("document.getElementById('detail-name').textContent")
    browser.press("ArrowRight")
    browser.wait(f"document.getElementById('detail-name').textContent !== '{name}'")
    browser.press("Escape")
    browser.wait("!document.getElementById('detail').open")


def test_nothing_is_asked_of_anyone_and_nothing_goes_wrong(opened: tuple[Browser, Path]) -> None:
    browser, page = opened
    browser.open(page, "dark")
    browser.run("scrollTo(0, document.body.scrollHeight)")
    assert browser.asked
    assert {address.split(":")[0] for address in browser.asked} <= {"file", "data"}
    assert browser.logged == []


def test_markup_in_texts_is_shown_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "sweeps" / "demo" / sweep_of.ID
    run = sweep(folder, {"aaaa": "A heron."})[0]
    sweep_of.photo(run, "bbbb", HOSTILE, alt_text=HOSTILE, keywords=[HOSTILE], path=HOSTILE)
    sweep_of.store(folder, 0, run)
    with Browser(tmp_path / "profile") as browser:
        browser.open(comparison.write(tmp_path, folder))
        assert browser.run("document.querySelectorAll('script').length") == 2
        assert browser.run("document.querySelectorAll('#photos-list img').length") == 0
        assert HOSTILE in browser.run("document.getElementById('photos-list').textContent")
        assert browser.logged == []
