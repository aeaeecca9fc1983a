"""Which country the report is about at a spot: told by the words for states around it; whoever uses it marks it so.

Every word for a state, and every body or group of one, votes for its country with a weight that falls with distance;
a country is given only when it leads plainly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from gesta.resolving.actors_scene import Scene
from gesta.roster import Entry
from gesta.spans import Span

# Set by reading outputs on reports that are not labelled in evaluation/labels/actors.csv.
BACK = (1.0, 0.4, 0.22, 0.12, 0.07)  # a vote from the same sentence, from the one before, and so on
AHEAD = (1.0, 0.2, 0.08)  # a vote from the sentences that follow
FAR = 0.03  # a vote from anywhere else in the report
SHARE = 0.36  # of all votes that the leading country must have
LEAD = 1.1  # times the votes of the next country
HEADING = 160  # characters of dateline, title and lead that count for the whole report
HEADING_VOTE = 0.05
LOCATED = 2.4  # times the vote of a word that tells where something is: "in southern Somalia"
BORDER = 0.4  # times the vote of a word for the country behind a border
BEYOND = 0.1  # times that of the far side, "along the border with Burkina Faso", and of whom people are for or against
AFAR = 0.3  # times that of whoever only speaks of what happened: "France's foreign ministry condemned the bombing"
ARMY = 0.5  # times the vote of a word for the country of an army, which may be abroad
OWN_ARMY = 4.0  # times that when soldiers are asked for: "the U.S. military says troops found ..."
WHERE_ARMY = 0.4  # times the vote of a word for the place where soldiers are
_VOTES: Mapping[str, float] = {"name": 0.9, "region": 1.0, "capital": 0.7, "adjective": 0.6, "demonym": 0.5}
_BODY_VOTE, _GROUP_VOTE = 0.7, 0.7
_HOMELESS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", ""})

_WHERE = re.compile(
    r"\b(?:in|near|across|inside|throughout|around|outside|at|off)(?:\s+[a-z'’-]+){0,4}\s+(?:[A-Z]\w+,\s+)?$"
)
_BORDER = re.compile(r"(?:['’]s)?\s(?:border|frontier)\b")
_BEYOND = re.compile(r"\b(?:borders?|bordering|frontiers?)\s+(?:with\s+)?(?:the\s+)?$")
_AFAR = re.compile(
    r"(?:['’]s)?(?:\s+[\w-]+){0,3}?\s+(?:(?:has|have|had|also|strongly)\s+)*"
    r"(?:condemn|denounc|deplor|welcom|criticis|criticiz|voic|urg(?:ed|es|ing)\b|call(?:ed|s|ing)?\s+(?:for|on)\b)"
)
_ARMY = re.compile(
    r"(?:['’]s)?[\s-](?:\w+\s)?(?:troops?|soldiers?|forces?|military|army|marines?|warplanes?|aircraft|jets?|led)\b"
)
_WHERE_REACH = 60  # characters back in which the preposition of a place stands
# "At a U.S. base" says whose the base is; "in the U.S. on Monday" where it was.
_ATTRIBUTE = re.compile(
    r"(?:U\.?S\.?|U\.?K\.?)[\s-](?!(?:on|in|at|to|of|and|or|for|from|by|with|since|after|before|during|while|as|but|when|where"
    r"|who|which|that|ha[sd]|have|is|are|was|were|will|would|could|may|sa(?:id|ys?))\b)[a-z]"
)
_STOP = re.compile(r"[.!?][\"”'’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n")


class Ground(NamedTuple):
    """A country that the surroundings tell, its share of the votes, and the word that spoke loudest for it."""

    country: str
    share: float
    evidence: Span


class _Vote(NamedTuple):
    spot: Span
    country: str
    weight: float


class Context:
    """The votes of one report, asked for spot after spot."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def country(self, spot: Span, army: bool = False) -> Ground | None:
        """The country that leads plainly around the spot, or None; of an army the words for armies count more."""
        sums: dict[str, float] = {}
        loudest: dict[str, tuple[float, Span]] = {}
        for vote in self._army_votes if army else self._votes:
            weight = vote.weight * self._nearness(vote.spot, spot)
            sums[vote.country] = sums.get(vote.country, 0.0) + weight
            if weight > loudest.get(vote.country, (0.0, vote.spot))[0]:
                loudest[vote.country] = (weight, vote.spot)
        ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ranked:
            return None
        country, most = ranked[0]
        share = most / sum(sums.values())
        if share < SHARE or (len(ranked) > 1 and most < LEAD * ranked[1][1]):
            return None
        return Ground(country, share, loudest[country][1])

    def mentions(self, country: str) -> int:
        """How often the report names the country in any way."""
        return self._counts.get(country, 0)

    def mentions_beside(self, person: Entry) -> bool:
        """True when the report names the person in full, or anything of their country or body besides the person."""
        own = {named.span for named in self.scene.named if person in named.entries}
        if any(" " in span.of(self.scene.text) for span in own):
            return True
        served = {held.of for held in self.scene.roster.affiliations.get(person.id, ())}
        bodies = any(entry.id in served for named in self.scene.named for entry in named.entries)
        return bodies or any(vote.country == person.country and vote.spot not in own for vote in self._votes)

    def tells_where(self, spot: Span) -> bool:
        """True when the word only tells where something is, or names the country behind a border."""
        return self._is_where(spot) or self._is_border(spot)

    def sentences_between(self, first: Span, second: Span) -> int:
        """How many sentence ends lie between two spots."""
        return abs(bisect_right(self._stops, first.start) - bisect_right(self._stops, second.start))

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for vote in self._votes:
            found[vote.country] = found.get(vote.country, 0) + 1
        return found

    @cached_property
    def _votes(self) -> tuple[_Vote, ...]:
        return (*self._state_votes(), *self._name_votes())

    @cached_property
    def _army_votes(self) -> tuple[_Vote, ...]:
        return tuple(vote._replace(weight=vote.weight * self._for_army(vote.spot)) for vote in self._votes)

    @cached_property
    def _stops(self) -> tuple[int, ...]:
        return tuple(match.end() for match in _STOP.finditer(self.scene.text))

    def _for_army(self, spot: Span) -> float:
        """The factor of a word when soldiers are asked for: whose army is named, and less where it is."""
        if _ARMY.match(self.scene.text, spot.end):
            return OWN_ARMY
        return WHERE_ARMY if self._is_where(spot) else 1.0

    def _nearness(self, word: Span, spot: Span) -> float:
        behind = bisect_right(self._stops, spot.start) - bisect_right(self._stops, word.start)
        steps = BACK if behind >= 0 else AHEAD
        near = steps[abs(behind)] if abs(behind) < len(steps) else FAR
        return max(near, HEADING_VOTE) if word.start < HEADING else near

    def _state_votes(self) -> Iterator[_Vote]:
        media = [n.span for n in self.scene.named if all(entry.kind == "media" for entry in n.entries)]
        for word in self.scene.state_words:
            if any(name.holds(word.span) for name in media):
                continue  # "the French News Agency": who reports it is not where it happened
            countries = {self.scene.roster.entries[form.state].country for form in word.forms}
            for country in sorted(countries):
                weight = max(_VOTES[f.form] for f in word.forms)
                yield _Vote(word.span, country, self._where(word.span) * weight / len(countries))

    def _where(self, spot: Span) -> float:
        """The factor of a word by what it does: it tells where, names a border, an onlooker, or an army abroad."""
        text = self.scene.text
        if text[max(0, spot.start - 5) : spot.start].lower().endswith(("pro-", "anti-")):
            return BEYOND
        if _BEYOND.search(text, max(0, spot.start - _WHERE_REACH), spot.start):
            return BEYOND
        if self._is_border(spot):
            return BORDER
        if _AFAR.match(text, spot.end):
            return AFAR
        if self._is_where(spot):
            return LOCATED
        return ARMY if _ARMY.match(text, spot.end) else 1.0

    def _is_where(self, spot: Span) -> bool:
        """True when the word stands behind a preposition of place, with small words between at most."""
        before = self.scene.text[max(0, spot.start - _WHERE_REACH) : spot.start]
        return _WHERE.search(before) is not None and not _ATTRIBUTE.match(self.scene.text, spot.start)

    def _is_border(self, spot: Span) -> bool:
        """True for "near the Afghan border": what happens there happens on this side of it."""
        return _BORDER.match(self.scene.text, spot.end) is not None

    def _name_votes(self) -> Iterator[_Vote]:
        for named in self.scene.named:
            if self.scene.states_in(named.span):
                continue  # "Iraqi army" has voted by its adjective
            countries = {entry.country for entry in named.entries if not entry.id.startswith("state:")}
            kinds = {entry.kind for entry in named.entries}
            if kinds == {"media"}:
                continue
            if len(countries) == 1 and not countries & _HOMELESS:
                yield _Vote(named.span, countries.pop(), _BODY_VOTE if kinds == {"body"} else _GROUP_VOTE)
