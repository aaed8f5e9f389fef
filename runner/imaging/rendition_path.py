"""Finds the rendition of a photo that a model looks at."""

from __future__ import annotations

from runner.errors import EnvError
from runner.schema import DeriveRow


def rendition_path(derived: DeriveRow | None, name: str, who: str, option: str) -> str:
    """Path of the rendition `name` below the renditions folder.

    Raises EnvError, which names `who` is to look and the `option` to set, if the graph does not make it.
    """
    paths = {rendition.name: rendition.path for rendition in derived.renditions} if derived else {}
    if name not in paths:
        raise EnvError(
            f"The {who} is to look at the rendition '{name}', which the graph does not derive.",
            f"Set {option} to one of: {', '.join(paths) or 'none'}; "
            f"or let derive write '{name}' and this stage need derive.",
        )
    return paths[name]
