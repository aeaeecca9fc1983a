"""Who acts towards whom: dyads of actors by month with the four kinds of acts, as CSV and as GraphML.

An actor is a node by its roster id; one that the roster does not know by country and sector ("GHA:EDU"). Who has
neither is left out: all "gunmen" of the world are not one actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from xml.sax.saxutils import escape, quoteattr

from gesta.exporting.exporter import BUNDLE, Exporter, Files, Records, Written
from gesta.exporting.shaping.accounts import with_version
from gesta.exporting.shaping.choosing import NOT_HAPPENED
from gesta.exporting.shaping.days import days
from gesta.exporting.shaping.sides import actor_of, sides
from gesta.exporting.writing.bundles import archived
from gesta.exporting.writing.tables import Cell, Table, joined
from gesta.exporting.writing.xml import writable
from gesta.nouns.incident import Incident, Participant
from gesta.ontologies import load

QUADS: Mapping[int, str] = {
    1: "verbal_cooperation",
    2: "material_cooperation",
    3: "verbal_conflict",
    4: "material_conflict",
}
VERSION = "version"
COLUMNS = ("period", "actor", "actor_name", "target", "target_name", *QUADS.values(), VERSION)
NO_MONTH = "its time is not known to the month"
NO_QUAD = "its type is neither cooperation nor conflict, in words or deeds"
NO_DYAD = "one side is not named or cannot be told apart from others of its kind"
GRAPH_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'

Key = tuple[str, str, str]  # period, actor, target


@dataclass(slots=True)
class _Network:
    """The counts of acts by period, actor, target and quad, and which versions made them; the names of actors; what is
    left out."""

    acts: dict[Key, Counter[int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    versions: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, incident: Incident) -> None:
        """Counts an incident once for each pair of its sides."""
        quad, month = load("plover").quad(incident.type), _month(incident)
        pairs = list(self._pairs(incident))
        if incident.status != "actual":
            self.left_out[NOT_HAPPENED] += 1
        elif month is None:
            self.left_out[NO_MONTH] += 1
        elif quad is None:
            self.left_out[NO_QUAD] += 1
        elif not pairs:
            self.left_out[NO_DYAD] += 1
        else:
            for actor, target in pairs:
                key = month, actor, target
                self.acts.setdefault(key, Counter())[quad] += 1
                self.versions[key] = with_version(self.versions.get(key, ()), incident.versions)

    def _pairs(self, incident: Incident) -> Iterator[tuple[str, str]]:
        both = sides(incident)
        for left, right in dict.fromkeys(product(map(_node, both.first), map(_node, both.second))):
            if left and right and left[0] != right[0]:
                self.names.update([left, right])
                yield left[0], right[0]

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The lines of the table, sorted."""
        for period, actor, target in sorted(self.acts):
            key = period, actor, target
            counts, versions = (self.acts[key][quad] for quad in QUADS), joined(self.versions[key])
            yield period, actor, self.names[actor], target, self.names[target], *counts, versions


def write(records: Records, files: Files) -> Written:
    """dyads.csv and network.graphml. Counts are held in memory, incidents are not."""
    network = _Network()
    for incident in records.incidents():
        network.add(incident)
    with files.open("dyads.csv") as member:
        rows = Table(COLUMNS).write(member, network.rows())
    with files.open("network.graphml") as member:
        for line in _graph(network):
            member.write(line.encode("utf-8"))
    return Written(rows, dict(sorted(network.left_out.items())))


def _node(participant: Participant) -> tuple[str, str] | None:
    """The id and name of the node that a participant is, or None."""
    actor = actor_of(participant)
    if actor is None:
        return None
    if actor.id is not None:
        return actor.id, actor.name
    code = f"{actor.country}:{actor.sector}" if actor.country and actor.sector else None
    return (code, code) if code else None


def _month(incident: Incident) -> str | None:
    known = days(incident.when)
    if known is None or (known.first.year, known.first.month) != (known.last.year, known.last.month):
        return None
    return f"{known.first.year:04d}-{known.first.month:02d}"


def _graph(network: _Network) -> Iterator[str]:
    """The lines of the GraphML file: a node an actor, a directed edge a dyad and period."""
    yield GRAPH_HEAD
    yield '<key id="name" for="node" attr.name="name" attr.type="string"/>\n'
    yield '<key id="period" for="edge" attr.name="period" attr.type="string"/>\n'
    for name in QUADS.values():
        yield f'<key id="{name}" for="edge" attr.name="{name}" attr.type="int"/>\n'
    yield f'<key id="{VERSION}" for="edge" attr.name="{VERSION}" attr.type="string"/>\n'
    yield '<graph id="dyads" edgedefault="directed">\n'
    used = sorted({actor for _, *both in network.acts for actor in both})
    yield from (
        f'<node id={quoteattr(node)}><data key="name">{escape(writable(network.names[node]))}</data></node>\n'
        for node in used
    )
    for number, row in enumerate(network.rows(), start=1):
        yield _edge(number, row)
    yield "</graph>\n</graphml>\n"


def _edge(number: int, row: tuple[Cell, ...]) -> str:
    period, actor, _, target, _, *counts, versions = row
    found = "".join(f'<data key="{name}">{count}</data>' for name, count in zip(QUADS.values(), counts, strict=True))
    ends = f"source={quoteattr(str(actor))} target={quoteattr(str(target))}"
    made = f'<data key="{VERSION}">{escape(str(versions))}</data>'
    return f'<edge id="d{number}" {ends}><data key="period">{period}</data>{found}{made}</edge>\n'


EXPORTER = Exporter(
    name="network",
    title="Dyads of actors by month, verbal and material, cooperation and conflict",
    row="dyad",
    reads="incidents",
    suffix=BUNDLE,
    loss=(
        "Incidents themselves: only their counts are there.",
        "What is not dated to the month, and harm that nobody is said to have done.",
        'Actors that can only be described ("gunmen").',
    ),
    write=archived(write),
    files=write,
)
