"""The human cost of an incident as all voices together give it, by a named rule.

The rules stand in toll_rules.toml, numbered, so that a figure can always be traced to what was done: which reports
were heard, which figure is low, best and high. Parts ("among them two women"), denied figures and copies are not heard.
Words without a figure ("dozens") count only where the rule gives them one. Nobody says: None, never 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from gesta.errors import GestaError
from gesta.lexicon import pattern, table
from gesta.nouns.episode import Figure, Statement
from gesta.nouns.incident import TollRange
from gesta.nouns.toll import Outcome
from gesta.weighing.frame import DEFAULT_RULE, moment
from gesta.weighing.parts import Heeded, publisher_of, wholes
from gesta.weighing.standing import is_medical, is_official

Heard = Literal["latest", "all"]
Best = Literal["official", "latest", "lowest", "most heard", "none"]
OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "missing", "displaced")

_HERE = "gesta.weighing"


@dataclass(frozen=True, slots=True)
class TollRule:
    """A rule of toll_rules.toml, by name; `says` is what users read, the other fields are explained in the file."""

    name: str
    title: str
    says: str
    heard: Heard
    best: Best
    vague: Mapping[str, int]


@cache
def toll_rules() -> Mapping[str, TollRule]:
    """Every rule, by name, in the order of the file."""
    return {name: _rule(name, fields) for name, fields in table(_HERE, "toll_rules")["rules"].items()}


def toll_rule(name: str = DEFAULT_RULE) -> TollRule:
    """The rule of that name. Raises GestaError, naming the rules there are, for another name."""
    if name not in toll_rules():
        raise GestaError(f"there is no toll rule {name!r}; the rules are {', '.join(toll_rules())}")
    return toll_rules()[name]


def tolls(statements: Iterable[Statement], copies: Collection[str], rule: TollRule) -> dict[Outcome, TollRange]:
    """The range of each outcome that anybody gives a figure for; `copies` are keys of reports that copy others."""
    figured = [s for s in statements if s.figure is not None and not s.denied and s.card.key not in copies]
    ranges = {outcome: _range(figured, outcome, rule) for outcome in OUTCOMES}
    return {outcome: found for outcome, found in ranges.items() if found is not None}


def _range(figured: Sequence[Statement], outcome: Outcome, rule: TollRule) -> TollRange | None:
    told = [(s, _heeded(s, s.figure, rule)) for s in figured if s.figure and s.figure.outcome == outcome]
    unheard = [s for s, h in told if h is None and s.figure and not s.figure.part]
    whole = wholes([h for _, h in told if h is not None], unheard)
    heard = _latest_of_each(whole) if rule.heard == "latest" else whole
    if not heard:
        return None
    low, high = min(h.low for h in heard), max(h.high for h in heard)
    used = tuple(h.statement.id for h in heard)
    return TollRange(outcome, low, _BEST[rule.best](heard), high, rule.name, used)


def _heeded(statement: Statement, figure: Figure, rule: TollRule) -> Heeded | None:
    """The statement with its figures; None for a part, and for words that have no figure by the rule."""
    if figure.part:
        return None
    if figure.low is None and figure.high is None:
        counted = _vague(figure.as_said, rule)
        return Heeded(statement, counted, counted) if counted is not None else None
    low = figure.low or 0
    if figure.high is None:
        said = low - 1 if pattern(_HERE, "toll_rules", "said.more").search(figure.as_said) else low
        return Heeded(statement, said, said)
    return Heeded(statement, low or figure.high, figure.high)


def _vague(said: str, rule: TollRule) -> int | None:
    """The figure that the rule gives to words without one: the first of its words that they hold."""
    found = (re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE) for word in rule.vague)
    return next((value for hit, value in zip(found, rule.vague.values(), strict=True) if hit), None)


def _latest_of_each(heard: Sequence[Heeded]) -> list[Heeded]:
    """Of each publisher, what its latest report says that gives a figure."""
    latest: dict[str, tuple[object, ...]] = {}
    for each in heard:
        who, when = publisher_of(each.statement), moment(each.statement.card)
        latest[who] = max(latest.get(who, when), when)
    return [h for h in heard if moment(h.statement.card) == latest[publisher_of(h.statement)]]


def _of_latest(heard: Sequence[Heeded]) -> int:
    """The figure of the latest report; of several in it, the one that stands last."""
    return max(heard, key=lambda h: (moment(h.statement.card), h.statement.evidence[0].anchor)).high


def _of_officials(heard: Sequence[Heeded]) -> int:
    sure = [h for h in heard if is_official(h.statement) or is_medical(h.statement)]
    return _of_latest(sure or heard)


def _lowest(heard: Sequence[Heeded]) -> int:
    return min(h.low for h in heard)


def _most_heard(heard: Sequence[Heeded]) -> int:
    """The figure that most reports give; of equals, that of the latest."""
    reports = {(h.high, h.statement.card.key) for h in heard}
    often = Counter(figure for figure, _ in reports)
    most = max(often.values())
    return _of_latest([h for h in heard if often[h.high] == most])


_BEST: Mapping[Best, Callable[[Sequence[Heeded]], int | None]] = {
    "official": _of_officials,
    "latest": _of_latest,
    "lowest": _lowest,
    "most heard": _most_heard,
    "none": lambda _: None,
}


def _rule(name: str, fields: Mapping[str, Any]) -> TollRule:
    said = " ".join(fields["says"].split())
    return TollRule(name, fields["title"], said, fields["heard"], fields["best"], dict(fields["vague"]))
