"""Reads faces from `.picasa.ini`, which Picasa keeps in every folder of photos.

A photo's section has `faces=rect64(…),CONTACT;…`: sixteen hex digits, of which leading zeros may be missing, four each
for left, top, right and bottom in 65,536ths of the upright picture. `[Contacts2]` gives the names of contacts. Picasa's
own documentation does not describe the file; programs that import it agree on this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from runner.facts import Region
from runner.people.named_region import NamedRegion

NAME = ".picasa.ini"
_SECTION = re.compile(r"\[(.+)\]")
_FACE = re.compile(r"rect64\(([0-9a-fA-F]{1,16})\),([0-9a-fA-F]+)")


def read(text: str) -> Mapping[str, Sequence[NamedRegion]]:
    """Faces by the file name of the photo. A face without a name in Picasa gets the name None."""
    sections = _sections(text)
    contacts = {
        contact: line.split(";")[0].strip()
        for section in ("Contacts", "Contacts2")
        for contact, line in sections.get(section, {}).items()
    }
    found = {name: _faces(lines["faces"], contacts) for name, lines in sections.items() if "faces" in lines}
    return {name: faces for name, faces in found.items() if faces}


def _sections(text: str) -> Mapping[str, Mapping[str, str]]:
    """Lines by section and key. File names are case-sensitive here and may contain any character."""
    found: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in text.splitlines():
        if match := _SECTION.fullmatch(line.strip()):
            current = found.setdefault(match[1], {})
        elif "=" in line:
            key, _, value = line.partition("=")
            current[key.strip()] = value.strip()
    return found


def _faces(line: str, contacts: Mapping[str, str]) -> list[NamedRegion]:
    made = [(_region(match[1]), contacts.get(match[2]) or None) for match in _FACE.finditer(line)]
    return [NamedRegion(region, name, "Picasa") for region, name in made if region]


def _region(digits: str) -> Region | None:
    whole = digits.rjust(16, "0")
    left, top, right, bottom = (int(whole[at : at + 4], 16) / 65536 for at in range(0, 16, 4))
    return Region(left, top, right, bottom) if left < right and top < bottom else None
