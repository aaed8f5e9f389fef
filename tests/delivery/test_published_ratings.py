"""Stars and colour labels are published only if a target is configured to write them; then its files change."""

from __future__ import annotations

from pathlib import Path

import pyexiv2
import pytest
from publish_command import Workplace

from runner.publishing.embedding import PictureMetadata
from runner.publishing.packet import parse
from runner.publishing.sidecars import LABEL, RATING, Ours, Sidecar, merge
from runner.store.catalog import open_catalog
from runner.store.decisions import ReviewContext, record
from runner.store.ratings import Rating


def rate(work: Workplace, item: str) -> None:
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        given = [Rating(item, "stars", 4), Rating(item, "colour", "red"), Rating(item, "flag", "pick")]
        record(catalog, ReviewContext("travel", "run", "me"), [], [], given=given)


def written(work: Workplace) -> dict[str, object]:
    """What of a rating stands in the published files."""
    found: dict[str, object] = {}
    for name in work.files():
        if name.endswith(".jpg"):
            with pyexiv2.Image(str(work.folder / "site" / name)) as image:
                found |= {key: value for key, value in image.read_xmp().items() if key.startswith("Xmp.xmp.")}
    return found


def test_a_target_gets_ratings_only_when_it_is_told_to(work: Workplace) -> None:
    rate(work, work.rows()["item_id"][0])
    work.decide("approved", [0])
    assert work.publish().returncode == 0
    assert written(work) == {}
    again = work.publish("publish.embed.rating=true")
    assert again.returncode == 0, again.stderr
    assert written(work) == {"Xmp.xmp.Rating": "4", "Xmp.xmp.Label": "Red"}
    assert work.evidence()["action"].to_list().count("change") == 1, "the files are others now"


def test_a_rating_changes_nothing_where_it_is_not_asked_for(work: Workplace) -> None:
    work.decide("approved", [0])
    work.publish()
    rate(work, work.rows()["item_id"][0])
    work.publish()
    assert "change" not in work.evidence()["action"].to_list()
    assert work.rows()["decision"][0] == "approved", "an approval is about texts"


@pytest.mark.parametrize(("there", "stars"), [("", "3"), (' xmp:Rating="5"', "5")])
def test_a_sidecar_gets_a_rating_where_it_has_none(tmp_path: Path, there: str, stars: str) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"{there}/></rdf:RDF></x:xmpmeta>'
    )
    texts = PictureMetadata("A heron.", "A bird.", ("heron",), ("heron",), stars=3, label="Blue")
    made = merge(Sidecar(path, path, texts), Ours(), force=False)
    assert made.data is not None
    packet = parse(made.data)
    assert packet.texts(RATING) == [stars], "what another program wrote stays"
    assert packet.texts(LABEL) == ["Blue"]
