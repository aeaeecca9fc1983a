"""CAMEO dyads: who did what to whom on which day, with the Goldstein score; one pair of actors a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesta.exporting.exporter import Exporter
from gesta.exporting.shaping.cameo import actor_code, dyads, goldstein, quad, root
from gesta.exporting.shaping.choosing import scene, table_writer
from gesta.exporting.shaping.sides import name_of
from gesta.exporting.writing.tables import Cell, Table
from gesta.nouns.incident import Incident

COLUMNS = ("event_id date source target source_name target_name code root text goldstein quad_class country").split()
TABLE = Table(tuple(COLUMNS))


def rows(incident: Incident) -> Iterator[Sequence[Cell]]:
    """A row for each pair of actors. Raises LeftOut for what did not happen and what CAMEO has no code for."""
    known = scene(incident, "cameo")
    for dyad in dyads(known):
        code = dyad.code
        yield (
            incident.id,
            known.day_text,
            str(actor_code(dyad.left)),
            str(actor_code(dyad.right)),
            name_of(dyad.left) if dyad.left else "",
            name_of(dyad.right) if dyad.right else "",
            code.code,
            root(code).code,
            code.name,
            goldstein(code),
            quad(code),
            known.country or "",
        )


EXPORTER = Exporter(
    name="cameo",
    title="CAMEO dyads with Goldstein scores",
    row="dyad",
    reads="incidents",
    suffix=".csv",
    loss=(
        "Nothing planned, possible or denied; harm without a deed only where the sides tell the code.",
        "Claims, tolls, weapons and coordinates have no column.",
        "An incident of several actors is several rows with one event_id: count ids, not rows.",
        "An actor without a CAMEO code has an empty cell.",
        "An incident that is not dated to the day has an empty date.",
    ),
    write=table_writer(TABLE, rows),
)
