"""Ctrl-C while stars, links or people are written: the current file is finished, and this is reported."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pyexiv2
import pytest
import pyvips

from runner import interruption
from runner.review.commands.counting import counting
from runner.review.many_files import GoOn, unreached
from runner.review.picks.results import link, star


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"IMG_{n}.JPG" for n in range(5)]
    for path in made:
        path.touch()
    return made


@pytest.fixture
def listening() -> Iterator[None]:
    """Signals as the program handles them."""
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    interruption.listen()
    yield
    interruption.listen()
    for each, handler in before.items():
        signal.signal(each, handler)


def interrupted_at(second: int, go_on: GoOn) -> GoOn:
    def told(done: int, every: int) -> bool:
        if done == second:
            os.kill(os.getpid(), signal.SIGINT)
        return go_on(done, every)

    return told


@pytest.mark.usefixtures("listening")
def test_ctrl_c_ends_between_two_files(photos: list[Path]) -> None:
    said: list[str] = []
    with pytest.raises(KeyboardInterrupt), interruption.put_off():
        with counting("Writing stars") as go_on:
            done = star(photos, 3, interrupted_at(2, go_on))
        said += unreached(done.left)
    assert said == ["Stopped: 3 photos not reached. Start it again to continue."]
    assert sorted(path.name for path in photos[0].parent.glob("*.xmp*")) == ["IMG_0.JPG.xmp", "IMG_1.JPG.xmp"]


def test_what_was_stopped_goes_on_where_it_was(photos: list[Path], tmp_path: Path) -> None:
    first = link(photos, tmp_path / "best", lambda done, _every: done < 2)
    assert (first.made, first.left) == (2, 3)
    again = link(photos, tmp_path / "best")
    assert (again.made, again.left) == (3, 0)
    assert star(photos, 3, lambda done, _every: done < 4).left == 1
    rest = star(photos, 3)
    assert [path.name for path in rest.written] == ["IMG_4.JPG.xmp"]
    assert not rest.backups


def test_each_file_is_told_with_the_number_of_all(photos: list[Path], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    link(photos, tmp_path / "best", lambda done, every: not told.append((done, every)))
    assert told == [(n, 5) for n in range(1, 6)]


def _rated(stars: int, **more: str) -> bytes:
    said = "".join(f' xmp:{name}="{value}"' for name, value in {"Rating": str(stars), **more}.items())
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"{said}/></rdf:RDF></x:xmpmeta>'
    ).encode()


def test_stars_of_other_programs_stay_wherever_they_keep_them(tmp_path: Path) -> None:
    files = [tmp_path / f"IMG_{n}.JPG" for n in range(5)]
    for path in files:
        pyvips.Image.black(8, 8, bands=3).copy(interpretation="srgb").jpegsave(str(path))
    with pyexiv2.Image(str(files[0])) as image:  # as Lightroom does
        image.modify_xmp({"Xmp.xmp.Rating": "5"})
    (tmp_path / "IMG_1.xmp").write_bytes(_rated(3))
    (tmp_path / "IMG_2.JPG.xmp").write_bytes(_rated(-1, Label="Red"))
    (tmp_path / "IMG_3.JPG.xmp").write_bytes(_rated(0, Label="Red"))  # as darktable writes it: nobody has rated it
    done = star(files, 4)
    assert [path.name for path in done.written] == ["IMG_3.JPG.xmp", "IMG_4.JPG.xmp"]
    assert (done.rated, [path.name for path in done.backups]) == (3, ["IMG_3.JPG.xmp.backup"])
    assert (tmp_path / "IMG_1.xmp").read_bytes() == _rated(3)
    with pyexiv2.Image(str(tmp_path / "IMG_3.JPG.xmp")) as image:
        assert image.read_xmp() == {"Xmp.xmp.Rating": "4", "Xmp.xmp.Label": "Red"}


def test_links_keep_their_names_when_the_ranking_changes(tmp_path: Path) -> None:
    files = [tmp_path / "one" / "a.jpg", tmp_path / "two" / "a.jpg", tmp_path / "two" / "a (2).jpg"]
    for number, path in enumerate(files):
        path.parent.mkdir(exist_ok=True)
        path.write_text(str(number))
    best = tmp_path / "best"
    assert link(files, best).made == 3
    assert link(files[::-1], best) == (0, 0, 0)
    found = {path.name: path.read_text() for path in best.iterdir()}
    assert found == {"a.jpg": "0", "a (2).jpg": "1", "a (2) (2).jpg": "2"}

    (best / "b.jpg").write_text("somebody's own")
    own = tmp_path / "one" / "b.jpg"
    own.write_text("a photo")
    assert link([own], best).made == 1
    assert ((best / "b.jpg").read_text(), (best / "b (2).jpg").read_text()) == ("somebody's own", "a photo")
