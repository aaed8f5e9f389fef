"""Recognizes the columns of other people's tables by their names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from runner.errors import ConfigError
from runner.registry import nearest
from runner.schema import TEXTS

COLUMNS = (*TEXTS, "subject", "location", "file_name")
"""Known columns. Case, blanks and hyphens in their names are ignored: `Alt Text` is `alt_text`."""

_NAMES_ELSEWHERE: Mapping[str, str] = {
    "caption": "description headline caption_abstract image_description summary text title beschreibung "
    "bildunterschrift bildbeschreibung bildtext legende description_writer légende titel titre titolo título",
    "alt_text": "alt alttext alternative_text alternate_text alt_tag image_alt image_alt_text alttext_accessibility "
    "alt_text_accessibility alternativtext alternativer_text texte_alternatif accessibility",
    "keywords": "tags tag keyword labels hashtags subjects key_words schlagwörter schlagworte stichwörter stichworte "
    "mots_clés trefwoorden palabras_clave parole_chiave",
    "subject": "object topic motif motiv thema betreff sujet",
    "location": "place city country sublocation sub_location where ort place_name aufnahmeort standort lieu luogo",
    "file_name": "file filename image photo picture image_name image_src source path name src dateiname datei bild "
    "foto fichier nom_du_fichier",
}
"""Names of these columns in camera software, shops, content systems and among people; blanks and hyphens as `_`."""

_MEANT = {name: known for known, names in _NAMES_ELSEWHERE.items() for name in names.split()}


def plain(column: str) -> str:
    """The name of a column without the differences that are ignored."""
    return re.sub(r"[\s\-/:.]+", "_", column.strip().casefold()).strip("_")


def meant(column: str) -> str | None:
    """The known column that this one could be, by a common name for it or a similar spelling.

    None if there is none, or if it is a known column itself.
    """
    name = plain(column)
    if name in COLUMNS:
        return None
    close = difflib.get_close_matches(name, COLUMNS, n=1)
    return _MEANT.get(name) or (close[0] if close else None)


def chosen(path: str, columns: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """The known column for each column of a table; unknown ones are left out.

    `named` are those that a person named, by the known column. Raises ConfigError if one of them does not exist, if
    there are two of one kind, or if none has texts.
    """
    problems = [*_absent(path, columns, named)]
    if problems:
        raise ConfigError(problems)
    by_person = {column: known for known, theirs in named.items() if (column := _found(columns, theirs))}
    known = {column: plain(column) for column in columns if plain(column) in COLUMNS and plain(column) not in named}
    found = {column: known_as for column in columns if (known_as := by_person.get(column) or known.get(column))}
    if problems := [*_problems(path, columns, [*found.values()])]:
        raise ConfigError(problems)
    return found


def shown(column: str, taken: Iterable[str]) -> str:
    """A column that was left out, as shown to a person.

    With what it could be and what to write in that case, unless another column is that already.
    """
    known = meant(column)
    return f"{column} (the {known}? Write {option(known, column)})" if known and known not in taken else column


def option(known: str, column: str) -> str:
    """The argument that names a column, as one word of a command line."""
    written = f"columns.{known}={column.strip()}"
    return written if re.fullmatch(r"[\w.=-]+", written) else f"'{written}'"


def _found(columns: Sequence[str], theirs: str) -> str | None:
    """The column that a person means: by its exact name, or else ignoring case and blanks."""
    exact = (column for column in columns if column.strip() == theirs.strip())
    alike = (column for column in columns if plain(column) == plain(theirs))
    return next(exact, None) or next(alike, None)


def _absent(path: str, columns: Sequence[str], named: Mapping[str, str]) -> Iterator[str]:
    for known, theirs in named.items():
        if _found(columns, theirs) is None:
            yield f"columns.{known}={theirs}: {path} has no such column. {nearest(theirs, [*columns])}"


def _problems(path: str, columns: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each column that occurs twice, or one if there are no texts to check."""
    twice = sorted({name for name in known if known.count(name) > 1})
    for name in twice:
        yield f"{path}: there are several columns '{name}'. Keep one, or write columns.{name}=…"
    if not twice and not set(known) & set(TEXTS):
        yield (
            f"{path} has no column of texts to check. It needs at least one of {', '.join(TEXTS)}; "
            f"{', '.join(COLUMNS[3:])} help. It has: {_listed(columns)}.{_offered(columns)}"
        )


def _offered(columns: Sequence[str]) -> str:
    """What each column could be, and what to write in that case."""
    best: dict[str, str] = {}
    for column in sorted(columns, key=_rank):
        if known := meant(column):
            best.setdefault(known, column)
    if not best:
        return " Name yours: columns.caption=NAME_IN_THE_TABLE"
    asked = "".join(f" Is '{column.strip()}' the {known}?" for known, column in best.items())
    return f"{asked} Write: {' '.join(option(known, column) for known, column in best.items())}"


def _rank(column: str) -> tuple[int, int]:
    """Sort key by what a column most likely is: captions first, and first the names that are most common for them."""
    known, name = meant(column), plain(column)
    if known is None:
        return len(COLUMNS), 0
    names = _NAMES_ELSEWHERE[known].split()
    return COLUMNS.index(known), names.index(name) if name in names else -1


def _listed(names: Sequence[str], most: int = 12) -> str:
    listed = ", ".join(name.strip() for name in names[:most])
    return listed if len(names) <= most else f"{listed} and {len(names) - most} more"
