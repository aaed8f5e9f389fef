"""Addresses that published photos once had and where they lead now, for the web server of the site."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from runner.errors import EnvError
from runner.publishing import publications
from runner.review.language import translate
from runner.review.review_set import ReviewSet
from runner.review.text_checks import PATIENCE_S
from runner.store.atomic import write_atomically
from runner.store.catalog import open_existing
from runner.store.chosen_file import refuse_foreign

Pairs = Sequence[tuple[str, str]]
"""Old and new path, both below the root of the target."""
_NAMES = (".csv", ".conf", ".txt", ".htaccess", "")


def read(review_set: ReviewSet, target: str) -> Pairs:
    """All redirects of a target, by old path. EnvError when the catalogue is held."""
    with open_existing(review_set.catalog, PATIENCE_S) as catalog:
        return sorted(publications.redirects(catalog, target).items())


def write(path: Path, pairs: Pairs) -> None:
    """Write them in the form that the file's name asks for: `.csv`, `.conf` for nginx, else for Apache.

    For Apache it ends in `.txt`, in `.htaccess` or in nothing. EnvError when the disk refuses, or the
    file is to stay.
    """
    refuse_foreign(path, _NAMES)
    text = _FORMS.get(path.suffix.lower(), _apache)(pairs)
    try:
        write_atomically(path, lambda temporary: temporary.write_text(text, "utf-8"))
    except OSError as error:
        said = translate("publishing", "{} cannot be written: {}").format(path, error.strerror)
        raise EnvError(said, translate("publishing", "Choose another folder.")) from error


def _csv(pairs: Pairs) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([("from", "to"), *pairs])
    return written.getvalue()


def _nginx(pairs: Pairs) -> str:
    """Locations match the decoded address; the target of a redirect is written encoded."""
    return "".join(f'location = "/{_nginx_text(old)}" {{ return 301 "/{quote(new)}"; }}\n' for old, new in pairs)


def _nginx_text(path: str) -> str:
    return path.replace("\\", "\\\\").replace('"', '\\"')


def _apache(pairs: Pairs) -> str:
    """`Redirect` compares the decoded address."""
    return "".join(f'Redirect permanent "/{_nginx_text(old)}" "/{quote(new)}"\n' for old, new in pairs)


_FORMS: Mapping[str, Callable[[Pairs], str]] = {".csv": _csv, ".conf": _nginx}
