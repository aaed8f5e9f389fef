"""Old addresses of published photos and where they lead now, for the web server of the site."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

from runner.errors import EnvError
from runner.publishing import publications
from runner.review.language import translate
from runner.review.publish.marked_lines import merged
from runner.review.review_set import ReviewSet
from runner.review.text_checks import PATIENCE_S
from runner.store.atomic import write_atomically
from runner.store.catalog import open_existing
from runner.store.chosen_file import refuse_foreign

Pairs = Sequence[tuple[str, str]]
"""Old and new path, both below the root of the target."""
_NAMES = (".csv", ".conf", ".txt", ".htaccess", "")


def read(review_set: ReviewSet, target: str) -> Pairs:
    """All redirects of a target, sorted by old path. Raises EnvError if the catalogue is held."""
    with open_existing(review_set.catalog, PATIENCE_S) as catalog:
        return sorted(publications.redirects(catalog, target).items())


def write(path: Path, pairs: Pairs) -> None:
    """Write redirects in the form that the file's name asks for: `.csv`, `.conf` for nginx, else for Apache.

    For Apache the name ends in `.txt` or `.htaccess`, or has no suffix. In an existing server configuration the
    redirects are put between two lines that mark them, and everything else stays. Raises EnvError if the disk refuses,
    the file must stay, or those two lines are damaged.
    """
    refuse_foreign(path, _NAMES)
    form = path.suffix.lower()
    try:
        text = _csv(pairs) if form == ".csv" else merged(_what_stands(path), _SERVERS.get(form, _apache)(pairs))
        write_atomically(path, partial(_put, text.encode("utf-8", "surrogateescape"), path))
    except OSError as error:
        said = translate("publishing", "{} cannot be written: {}").format(path, error.strerror)
        raise EnvError(said, translate("publishing", "Choose another folder.")) from error


def _what_stands(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape") if path.is_file() else ""


def _put(text: bytes, path: Path, temporary: Path) -> None:
    """Write with the permissions of the file that is replaced: a web server must be able to read it as before."""
    temporary.write_bytes(text)
    if path.is_file():
        shutil.copymode(path, temporary)


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


_SERVERS: Mapping[str, Callable[[Pairs], str]] = {".conf": _nginx}
