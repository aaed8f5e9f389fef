"""Who the persons are that the evidence of a run names, by what people have said since."""

from __future__ import annotations

import polars as pl

from runner.people.said import Said


def as_known_now(said: Said) -> pl.DataFrame:
    """Everybody by the ids that earlier runs may have noted as `group`: `person_id` and `name` as they are now.

    A person merged into another has that one's. Somebody who was forgotten, or whose name was taken back, has no row.
    """
    ids = {**{person: person for person in said.persons}, **said.stays}
    rows = [(noted, now, said.persons[now].name) for noted, now in sorted(ids.items()) if now in said.persons]
    return pl.DataFrame(rows, schema={"group": pl.String, "person_id": pl.String, "name": pl.String}, orient="row")
