"""Sidecars in every form that XML and RDF allow: after a merge exiftool finds everything that was there, and ours."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from odd_sidecars import has_odd_prefix, odd_sidecar, odd_texts
from publish_services import program

from runner.messages import word
from runner.publishing.replacing import write
from runner.publishing.sidecars import Ours, Sidecar, merge

OURS = {"XMP-rdf:About", "XMP-dc:Description", "XMP-dc:Subject", "XMP-dc:Title", "XMP-dc:Creator", "XMP-dc:Rights",
        "XMP-iptcCore:AltTextAccessibility", "XMP-lr:HierarchicalSubject", "XMP-photoshop:Credit"}  # fmt: skip
OWN_SPACES = ("{http://purl.org", "{http://www.w3.org", "{http://iptc.org", "{http://ns.adobe.com/lightroom",
              "{http://ns.adobe.com/photoshop/1.0/}Credit")  # fmt: skip
ADDED_TO = ("XMP-dc:Subject", "XMP-lr:HierarchicalSubject")


def read_all(folder: Path) -> dict[str, dict[str, Any]]:
    """What exiftool finds, by file name: structures as such, but of what is set here each value, qualified or not."""
    flat, whole = (_read(folder, option) for option in ("--struct", "-struct"))
    return {
        name: {**values, **{key: value for key, value in flat[name].items() if key in OURS}}
        for name, values in whole.items()
    }


def _read(folder: Path, option: str) -> dict[str, dict[str, Any]]:
    command = [program("exiftool"), "-json", option, "-n", "-G1", "-a", "-XMP:all", "-ext", "xmp", "-q", str(folder)]
    settled = {**os.environ, "PERL_HASH_SEED": "0", "PERL_PERTURB_KEYS": "0"}  # it goes through attributes in any order
    found = json.loads(subprocess.run(command, check=False, capture_output=True, env=settled).stdout or "[]")
    return {Path(each.pop("SourceFile")).name: each for each in found}


def listed(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value] if value not in (None, "") else []
    return [str(each) for each in values if str(each).strip()]  # it takes white space in an empty list for a value


def lost(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Properties that are other ones now."""
    yield from (name for name in before if name not in OURS and before[name] != after.get(name))
    noted = {name for name in after if name.startswith("XMP-photorunner:")}  # what was written here
    yield from (name for name in after if name not in OURS and name not in before and name not in noted)
    for name in ADDED_TO:
        there = listed(before.get(name))
        if listed(after.get(name))[: len(there)] != there:
            yield name


def tree(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def elements(data: bytes) -> list[tuple[object, ...]]:
    """All that is said by elements that nothing is set in, in order."""
    said = ((each.tag, sorted(each.attrib.items()), (each.text or "").strip()) for each in tree(data).iter())
    return [each for each in said if not str(each[0]).startswith(OWN_SPACES)]


def merged(path: Path, seed: int) -> str | None:
    """Merge and write; what was said of it. A second time nothing is left to do."""
    before = elements(path.read_bytes())
    done = merge(Sidecar(path, path, odd_texts(seed)), Ours(), seed % 3 == 0)
    write([done])
    left = iter(elements(path.read_bytes()))
    assert [each for each in before if each not in left] == [], seed
    assert merge(Sidecar(path, path, odd_texts(seed)), Ours(), seed % 3 == 0).data is None, seed
    return "; ".join(map(word, done.remarks)) or None


def run(folder: Path, seeds: range) -> None:
    for seed in seeds:
        (folder / f"{seed}.xmp").write_bytes(odd_sidecar(seed))
    before = read_all(folder)
    remarks = {seed: merged(folder / f"{seed}.xmp", seed) for seed in seeds}
    after = read_all(folder)
    for seed in (seed for seed in seeds if not has_odd_prefix(seed)):
        was, now, texts = before[f"{seed}.xmp"], after[f"{seed}.xmp"], odd_texts(seed)
        assert list(lost(was, now)) == [], seed
        assert {word.casefold() for word in texts.keywords} <= {
            each.casefold() for each in listed(now.get("XMP-dc:Subject"))
        }
        assert now.get("XMP-dc:Description") == texts.caption or "caption" in str(remarks[seed]), seed
        assert remarks[seed] is None or "its own" in str(remarks[seed]), seed
    assert {path.suffix for path in folder.iterdir()} == {".xmp"}


def test_nothing_of_others_is_lost(tmp_path: Path) -> None:
    run(tmp_path, range(250))


@pytest.mark.slow
@pytest.mark.parametrize("thousand", range(10))
def test_nothing_of_others_is_lost_in_ten_thousand(tmp_path: Path, thousand: int) -> None:
    run(tmp_path, range(thousand * 1000, thousand * 1000 + 1000))
