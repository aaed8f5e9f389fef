"""The work per photo does not grow with what is already at the target. It is counted, not timed."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from publish_site import FILES, Site, local_site, photo

from runner.messages import say
from runner.publishing import publications
from runner.publishing.changes import Change
from runner.publishing.names import blocked
from runner.publishing.options import FileOptions
from runner.publishing.publications import Publication, PublishedFile
from runner.publishing.target import Target
from runner.publishing.verify import unverified
from runner.schema import Texts
from runner.store.catalog import open_catalog

_listed: list[str] = []


@contextmanager
def _listings() -> Iterator[list[str]]:
    """Folders that are listed meanwhile."""
    _listed.clear()
    yield _listed


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "os.scandir":
        _listed.append(str(arguments[0]))


sys.addaudithook(_hear)


def _steps(catalog: sqlite3.Connection, site: Site, items: list[str]) -> int:
    """Hundreds of steps of SQLite's machine that it takes to find these publications."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    catalog.set_progress_handler(step, 100)
    found = publications.published(catalog, site.options.name, items)
    catalog.set_progress_handler(None, 0)
    assert found.keys() == set(items)
    return count


def _others(site: Site, number: int) -> None:
    """So many photos that were published earlier, as catalogue and folder have them."""
    folder = site.files / "2024"
    folder.mkdir(parents=True, exist_ok=True)
    done = []
    for at in range(number):
        file = PublishedFile("web", f"2024/other_{at:05}.jpg", "0" * 64, 1, "recipe")
        name = f"other_{at:05}.jpg"
        (folder / name).write_bytes(b"x")
        done.append(
            Publication(f"{at:016x}", "test", name, "hash", Texts("C.", "A.", ("k",)), 1, str(at), {}, (file,), "2024")
        )
    with open_catalog(site.catalog) as catalog:
        publications.settle(catalog, site.options.name, done)


def test_finding_some_publications_takes_no_longer_among_many(tmp_path: Path) -> None:
    steps = []
    for number in (500, 5_000):
        site = local_site(tmp_path / str(number))
        _others(site, number)
        with open_catalog(site.catalog) as catalog:
            steps.append(_steps(catalog, site, [f"{at:016x}" for at in range(200)]))
    few, many = steps
    assert 0 < many <= few * 1.2


def test_what_was_published_is_verified_without_listing_a_large_folder_again(tmp_path: Path) -> None:
    site = local_site(tmp_path, files={"web": FileOptions("{year}/{name}", "web"), "thumbnail": FILES["thumbnail"]})
    _others(site, 1_000)
    photos = [photo(number) for number in range(12)]
    target = Target(site.options)
    with open_catalog(site.catalog) as catalog:
        done = site.publish(photos)
        assert unverified(target, catalog, done[:4]) == {}  # listed once, to know how much is there
        with _listings() as listed:
            assert unverified(target, catalog, done[4:8]) == {}
            (site.files / "2024" / photos[9].file_name).write_bytes(b"cut off")
            (site.files / "2024" / photos[10].file_name).unlink()
            wrong = unverified(target, catalog, done[8:])
    target.close()
    assert not [each for each in listed if Path(each).name == "2024"]
    assert {item: str(error) for item, error in wrong.items()} == {
        photos[at].item_id: f"2024/{photos[at].file_name} is not as it was written" for at in (9, 10)
    }


def test_a_small_folder_is_listed_at_once(tmp_path: Path) -> None:
    site = local_site(tmp_path)
    photos = [photo(number) for number in range(12)]
    target = Target(site.options)
    with open_catalog(site.catalog) as catalog:
        done = site.publish(photos)
        with _listings() as listed:
            for _ in range(3):
                assert unverified(target, catalog, done) == {}
    target.close()
    assert [os.path.basename(each) for each in listed].count("2024") == 3


@pytest.mark.parametrize("force", [False, True])
def test_photos_that_wait_in_a_long_chain_for_one_that_stays_are_all_blocked(tmp_path: Path, force: bool) -> None:
    """Each is to have the name of the one before it, and the first was changed there by someone."""
    photos = [photo(number) for number in range(3_000)]
    changes = [
        Change(each, "move", 1, None, None, ("changed there",) if at == 0 else (), (), (),
               {each.file_name: photos[at - 1].item_id} if at else {})
        for at, each in enumerate(photos)
    ]  # fmt: skip
    found = blocked([changes[0], *reversed(changes[1:])], force)
    if force:
        assert found == {}
        return
    assert found.keys() == {each.item_id for each in photos[1:]}
    assert found[photos[7].item_id] == say("name.held", name=photos[7].file_name, holder=photos[6].item_id)


def test_a_name_that_is_not_given_up_blocks_only_who_wants_it(tmp_path: Path) -> None:
    first, second, third = (photo(number) for number in range(3))
    waiting = Change(second, "move", 1, None, None, (), (), (), {"x.jpg": first.item_id}, frozenset({"x.jpg"}))
    own_case = Change(third, "move", 1, None, None, (), (), (), {third.file_name: third.item_id})
    found = blocked([Change(first, "same", 1, None, None, (), ()), waiting, own_case], False)
    assert found.keys() == {second.item_id}
