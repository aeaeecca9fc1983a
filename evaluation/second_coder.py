"""The same events as another coder would have them: rows of an ACLED table with dates, places, actors and figures
changed by chance, some dropped, some doubled, and others in between that only they have."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gesta.places.geometry import moved

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Habits:
    """How often (0 to 1) a coder does otherwise: dates a day or two off, gives a week or a region only, a spot nearby
    under another name, another figure, another spelling or another actor, another kind of event, leaves out, doubles.
    """

    name: str
    day: float
    two_days: float
    week: float
    region: float
    nearby: float
    figure: float
    spelling: float
    unidentified: float
    other_actor: float
    kind: float
    dropped: float = 0.2
    doubled: float = 0.03


CAREFUL = Habits("careful", 0.05, 0.01, 0.02, 0.03, 0.05, 0.15, 0.15, 0.05, 0.01, 0.03)
USUAL = Habits("usual", 0.15, 0.05, 0.05, 0.10, 0.15, 0.30, 0.30, 0.10, 0.04, 0.10)
ROUGH = Habits("rough", 0.25, 0.10, 0.10, 0.20, 0.25, 0.45, 0.40, 0.20, 0.10, 0.20)
ALL: Sequence[Habits] = (CAREFUL, USUAL, ROUGH)

KINDS: Mapping[str, str] = {
    "Armed clash": "Attack",
    "Attack": "Armed clash",
    "Air/drone strike": "Shelling/artillery/missile attack",
    "Shelling/artillery/missile attack": "Remote explosive/landmine/IED",
    "Remote explosive/landmine/IED": "Armed clash",
    "Peaceful protest": "Violent demonstration",
}
NEARBY_KM = (2.0, 12.0)
YEARS = " (2021-)"
GROUPS = ("2", "3", "4")  # ACLED's numbers for rebels and militias
OTHERS = ("Ganda", "Ouadi", "Tessit", "Korofi", "Barkan")


def recoded(
    rows: Sequence[Row], truth: Mapping[str, str], habits: Habits, seed: int
) -> tuple[list[Row], dict[str, str]]:
    """The other coder's rows, in order of day, and the incident that each stands for, by the row's new id.

    `truth` is the incident by the id of each row. A doubled row stands for the same incident twice.
    """
    drawn = random.Random(f"{habits.name} {seed}")
    out: list[tuple[Row, str]] = []
    for row in rows:
        if drawn.random() < habits.dropped:
            continue
        incident = truth[row["event_id_cnty"]]
        out.append((_otherwise(row, habits, drawn), incident))
        if drawn.random() < habits.doubled:
            out.append((_otherwise(row, habits, drawn), incident))
    out.sort(key=lambda pair: (pair[0]["event_date"], pair[1]))
    named = [({**row, "event_id_cnty": f"X{number}"}, incident) for number, (row, incident) in enumerate(out)]
    return [row for row, _ in named], {row["event_id_cnty"]: incident for row, incident in named}


def _otherwise(row: Row, habits: Habits, drawn: random.Random) -> Row:
    """The row as the other coder has it."""
    new = dict(row)
    changes: Sequence[tuple[float, Callable[[], None]]] = (
        (habits.day, lambda: _dated(new, drawn.choice((-1, 1)))),
        (habits.two_days, lambda: _dated(new, drawn.choice((-2, 2)))),
        (habits.week, lambda: new.update(time_precision="2")),
        (habits.nearby, lambda: _nearby(new, drawn)),
        (habits.region, lambda: new.update(geo_precision="3", location=f"{new['admin1']} Ville")),
        (habits.figure, lambda: _counted(new, drawn)),
        (habits.spelling, lambda: _named(new, _spelled(new["actor1"], drawn) + YEARS)),
        (habits.unidentified, lambda: _named(new, f"Unidentified Armed Group ({new['country']})")),
        (habits.other_actor, lambda: _named(new, f"{drawn.choice(OTHERS)} Militia")),
        (habits.kind, lambda: new.update(sub_event_type=KINDS.get(new["sub_event_type"], new["sub_event_type"]))),
    )
    for chance, change in changes:
        if drawn.random() < chance:
            change()
    return new


def _dated(row: Row, shift: int) -> None:
    row["event_date"] = str(date.fromisoformat(row["event_date"]) + timedelta(days=shift))


def _nearby(row: Row, drawn: random.Random) -> None:
    """A village a few kilometres away, under its own name."""
    if not row["latitude"]:
        return
    point = (float(row["latitude"]), float(row["longitude"]))
    latitude, longitude = moved(point, drawn.uniform(0, 360), drawn.uniform(*NEARBY_KM))
    name = "".join(drawn.sample(row["location"].lower(), len(row["location"]))).capitalize()
    row.update(latitude=f"{latitude:.4f}", longitude=f"{longitude:.4f}", location=name)


def _counted(row: Row, drawn: random.Random) -> None:
    """Another figure: one or two more or fewer, half as many again, or none said."""
    if not row["fatalities"]:
        row["fatalities"] = drawn.choice(("0", "1", "3"))
        return
    killed = int(float(row["fatalities"]))
    row["fatalities"] = str(max(0, drawn.choice((killed + 1, killed - 1, killed + 2, killed * 3 // 2, 0))))


def _named(row: Row, name: str) -> None:
    """Another name for an armed group; what stands for anybody (protesters, the army) has one name everywhere."""
    if row["inter1"] in GROUPS:
        row["actor1"] = name


def _spelled(name: str, drawn: random.Random) -> str:
    """The name with a letter changed, or in capitals as an abbreviation behind it."""
    if len(name) < 4 or drawn.random() < 0.3:
        return f"{name}: {''.join(word[0] for word in name.split() if word)}"
    at = drawn.randrange(1, len(name) - 1)
    return name[:at] + drawn.choice("aeiou") + name[at + 1 :]
