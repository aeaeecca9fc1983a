"""Whose a figure is: the claims that say it, and those named as its tellers without a verb of saying.

"The county's list was closed at 119 names" and "the police put the number at one" are no claims by their verbs, but the
figures are the county's and the police's. Where several speak in one sentence, a figure is of the one named right
behind it ("13, according to police, to 16, according to residents"). A denial ends with its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from gesta.lexicon import pattern, table
from gesta.lexicon.phrases import is_pronoun
from gesta.linking.script import Script
from gesta.linking.voices import named_voice, voice_of
from gesta.nouns.claim import Claim, Stance
from gesta.nouns.episode import Voice
from gesta.nouns.event import Event
from gesta.spans import Span

FOLLOWS = 20  # characters between a figure and the "according to" that is its own: "13 dead, according to"
_HERE = "gesta.linking"
# Up to five words, the first a determiner or not: "the police", "The Prosecutor's Office".
_NAME = (
    r"(?:(?:the|a|an|one|two|three|several|local)\s+)?(?:(?!(?:while|and|but|that|said|of)\b)[\w&.'’-]+\s+){0,4}?"
    r"(?!(?:and|or|but|was|were|is|are|be|been|being)\b)[\w&.-]+(?:['’]s?\s+[A-Z]\w+)?"
)
# What stands in front of a clause, and behind whoever it is about: "the nurse at Muyuka", "the prefect, whom we rang,".
_CLAUSE = r"(?:^|(?<=[,;:(]\s)|(?<=and\s)|(?<=but\s)|(?<=while\s)|(?<=where\s)|(?<=which\s)|(?<=that\s))"
_WHERE = (
    r"(?:\s+(?:of|at|in|on|for)\s+(?:(?!(?:while|and|but|that|said|has|have|had)\b)[\w&.'’-]+\s+){0,5}?[\w&.'’-]+)?"
)
_ASIDE = r"(?:,\s+who[^,;]{2,60},)?"


@dataclass(frozen=True, slots=True)
class Said:
    """Who gives an answer, how, and the words that say so."""

    voice: Voice | None
    stance: Stance
    spans: tuple[Span, ...] = ()


def said_by(script: Script, claim: Claim, stance: Stance | None = None) -> Said:
    """What a claim makes of an answer that it covers."""
    words = (claim.speaker.span, claim.cue) if claim.cue else (claim.speaker.span,)
    return Said(voice_of(script, claim), stance or claim.stance, words)


def figure_speakers(script: Script, event: Event, claims: Sequence[Claim], spans: Sequence[Span]) -> list[Said]:
    """Who says a figure that stands at `spans`, of an event that `claims` cover; none: it is the report's own."""
    teller = _teller(script, spans[0])
    if teller is not None:
        return [Said(named_voice(script, teller), "asserts", (teller,))]
    chosen = _claims(script, event, claims, spans)
    if _is_refuted(script, spans[0]):
        return [said_by(script, claim, "denies") for claim in chosen] or [Said(None, "denies")]
    return [said_by(script, claim, _stance(script, claim, spans[0])) for claim in chosen]


def apart(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each speaker; a stance that says more (denies, confirms, claims) before a bare "says"."""
    found: dict[Span, Claim] = {}
    for claim in claims:
        who = claim.speaker.referent or claim.speaker.span
        if who not in found or found[who].stance == "asserts":
            found[who] = claim
    return list(found.values())


def _claims(script: Script, event: Event, claims: Sequence[Claim], spans: Sequence[Span]) -> list[Claim]:
    """The claims of a figure: those that cover its event in its sentence; else the one made nearest in its sentence;
    else, where the figure stands in the sentence of its event, those that cover the event from elsewhere."""
    sentence = script.sentence(spans[0])
    covering = [claim for claim in claims if not _is_dead(claim, spans)]
    near = [claim for claim in covering if sentence.holds(claim.cue or claim.speaker.span)]
    if near:
        return _behind(near, spans) or apart(near)
    spoken = (claim for claim in script.coded.claims if _speaks(script, claim) and not _is_dead(claim, spans))
    made = [claim for claim in spoken if sentence.holds(claim.cue or claim.speaker.span)]
    if made:
        return [min(made, key=lambda claim: (claim.speaker.span.gap(spans[0]), claim.speaker.span))]
    return apart(claim for claim in covering if sentence.holds(event.trigger) or claim.stance != "denies")


def _speaks(script: Script, claim: Claim) -> bool:
    """True for a claim that says something; "the UN urged a truce" says nothing of the dead beside it."""
    deed = any(claim.cue and claim.cue.overlaps(event.trigger) for event in script.coded.events)
    return claim.stance != "declines" and not deed


def _is_refuted(script: Script, figure: Span) -> bool:
    """True in "reports of the death of a resident are a lie"."""
    sentence = script.sentence(figure)
    lead, rest = script.text[sentence.start : figure.start], script.text[figure.end : sentence.end]
    told = pattern(_HERE, "tellers", "refuted.lead", r"\b(?:{})\b[^,;:]*$").search(lead)
    return told is not None and pattern(_HERE, "tellers", "refuted.behind").search(rest) is not None


def _behind(claims: Sequence[Claim], spans: Sequence[Span]) -> list[Claim]:
    """The claim whose "according to" follows the figure at once; none when no claim does."""
    end = max(spans).end
    cued = [claim for claim in claims if claim.cue and end <= claim.cue.start < claim.speaker.span.start]
    return [claim for claim in cued if claim.cue and claim.cue.start - end <= FOLLOWS][:1] if len(claims) > 1 else []


def _is_dead(claim: Claim, spans: Sequence[Span]) -> bool:
    """True when the speaker was read from the words for the harmed, or a "he" stands for them: those do not speak."""
    speaking = [each for each in (claim.speaker.span, claim.speaker.referent) if each is not None]
    return any(each.overlaps(span) for each in speaking for span in spans)


def _stance(script: Script, claim: Claim, figure: Span) -> Stance:
    """The stance of the claim; what stands beyond the clause of a denial is said, not denied."""
    if claim.stance != "denies":
        return claim.stance
    first, last = sorted((claim.cue or claim.speaker.span, figure))
    between = script.text[first.end : last.start]
    ends = pattern(_HERE, "tellers", "clauses.ends", r"(?:[;:]|\b(?:{})\b(?!\s+to\b))")
    return "asserts" if ends.search(between) else "denies"


def _teller(script: Script, figure: Span) -> Span | None:
    """The body or paper that a figure is given as, by the words in front of it in its sentence."""
    start = script.sentence(figure).start
    lead = script.text[start : figure.start]
    for form in _forms():
        hits = [hit for hit in form.finditer(lead) if not is_pronoun(hit["who"])]
        if hits and not pattern(_HERE, "tellers", "nobody.words").search(hits[-1]["who"]):
            return Span(*hits[-1].span("who")).shifted(start)
    return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The patterns of tellers.toml, each to the end of the words in front of a figure."""
    rows = table(_HERE, "tellers")["forms"]["patterns"]
    slots = {
        "who": rf"(?P<who>{_NAME})",
        "counter": rf"{_CLAUSE}(?P<who>{_NAME}{_WHERE}){_ASIDE}",
        "gap": r"(?:[\w'’,-]+\s+){0,6}?",
        "papers": "|".join(table(_HERE, "tellers")["papers"]["words"]),
    }
    return tuple(re.compile(rf"(?<!\w){row.format(**slots)}$".replace(" ", r"\s+"), re.IGNORECASE) for row in rows)
