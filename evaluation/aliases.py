"""Whether known groups and state bodies are found by any name: every alias of the roster, and spellings it lacks.

    python -m evaluation.aliases [--missed]

Each name is put into an invented sentence that tells nothing else. It is found when the resolver answers with the
actor that has the name; a name that several actors share is found as well when the actor is kept among `considered`
or named in the gap. The spellings are made by the rules of labels/actors_variants.toml, and acronyms are written with
dots; those that the roster happens to list are left out.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gesta.nouns.referent import Actor, Gap, Resolved
from gesta.nouns.report import Report
from gesta.resolving.actors import resolve_actors
from gesta.roster import Entry, Roster, load
from gesta.spans import Span

RULES = Path(__file__).parent / "labels" / "actors_variants.toml"
KINDS = frozenset({"armed group", "criminal group", "army", "body"})
FRAME = "Witnesses said on Tuesday that {} had sent a letter about the road."
FLOOR = 0.95


class Asked(NamedTuple):
    """A name put to the resolver, the actor that has it, and whether the actor was found."""

    name: str
    entry: Entry
    found: bool


def main() -> None:
    options = _options()
    roster = load()
    entries = [entry for entry in roster.entries.values() if entry.kind in KINDS]
    as_listed = tuple(asked(roster, ((name, entry) for entry in entries for name in entry.names)))
    variants = tuple(asked(roster, spellings(roster, entries)))
    for title, answers in (("names as listed", as_listed), ("spellings that are not listed", variants)):
        share = sum(one.found for one in answers) / len(answers)
        print(f"{title}: {share:.4f} of {len(answers)} found ({FLOOR} wanted)")
        for one in answers if options.missed else ():
            if not one.found:
                print(f"  {one.name!r} of {one.entry.id}")


def spellings(roster: Roster, entries: list[Entry]) -> Iterator[tuple[str, Entry]]:
    """Every spelling of every name that the rules make and the roster does not list, each once, with its actor."""
    table = tomllib.loads(RULES.read_text("utf-8"))
    spelt, heard = _compiled(table["spelt"]), _compiled(table["transliterated"])
    markers = frozenset(table["markers"].split())
    for entry in entries:
        made: dict[str, None] = {}
        for name in entry.names:
            foreign = entry.kind != "body" and bool(markers & set(re.split(r"[\s-]", name.lower())))
            for pattern, new in (*spelt, *(heard if foreign else ())):
                made[pattern.sub(partial(_in_case, new), name).strip()] = None
            if name.isupper() and name.isalpha():
                made[".".join(name) + "."] = None
        for name in made:
            if name and not roster.named(name):
                yield name[:1].upper() + name[1:], entry


def _in_case(new: str, old: re.Match[str]) -> str:
    """The new spelling, with a capital where the old one has it: "al-Kaida"."""
    return new[:1].upper() + new[1:] if old[0][:1].isupper() else new


def _compiled(rules: list[list[str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(old, re.IGNORECASE), new) for old, new in rules)


def asked(roster: Roster, names: Iterator[tuple[str, Entry]]) -> Iterator[Asked]:
    """Each name with its actor, and whether it was found in the invented sentence."""
    for name, entry in names:
        text = FRAME.format(name)
        start = text.index(name)
        span = Span(start, start + len(name))
        answer = resolve_actors(Report(id="r", text=text, digest=""), [span], (), roster=roster)[span]
        yield Asked(name, entry, _found(answer, entry))


def _found(answer: Resolved[Actor] | Gap, entry: Entry) -> bool:
    if isinstance(answer, Gap):
        return entry.name in answer.reason
    return answer.value.id == entry.id or any(other.name == entry.name for other in answer.considered)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="list the names that were not found")
    return parser.parse_args()


if __name__ == "__main__":
    main()
