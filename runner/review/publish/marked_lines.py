"""Lines of this program in a web server's configuration that otherwise belongs to somebody else."""

from __future__ import annotations

from runner.errors import EnvError
from runner.review.language import translate

BEGIN = "# BEGIN photo-runner: redirects of photos. What stands between these two lines is replaced."
END = "# END photo-runner"


def merged(found: str, lines: str) -> str:
    """The text of a file with these lines in place of those that were written into it before, or at its end.

    Raises EnvError if the two lines that mark the place are damaged: then it is unclear whose the lines between are.
    """
    before, marked, rest = found.partition(BEGIN)
    _old, ended, after = rest.partition(END)
    if found.count(BEGIN) > 1 or found.count(END) != found.count(BEGIN) or bool(marked) != bool(ended):
        raise EnvError(
            translate(
                "publishing", "The lines that mark the redirects in this file are damaged, so it was not changed."
            ),
            translate("publishing", "Each of these two lines must occur once, in this order: {} … {}").format(
                BEGIN, END
            ),
        )
    ends = "\r\n" if "\r\n" in found else "\n"
    block = ends.join([BEGIN, *lines.splitlines(), END])
    if marked:
        return f"{before}{block}{after}"
    said = set(lines.splitlines())  # an earlier version wrote them without marks
    others = "".join(line for line in found.splitlines(keepends=True) if line.strip() not in said)
    gap = "" if not others or others.endswith(("\n", "\r")) else ends
    return f"{others}{gap}{block}{ends}"
