"""Ties between the episodes of one report that its words make plain: answers, and what is done or said about violence.

Two rules. Words of answering ("in retaliation for", "to avenge") tie the violence beside them to the violence that
they name. And what is of a kind that follows violence – an arrest, a protest, a condemnation, talks – is tied to the
violence of the same report that it shares most words with, else to the one told nearest, the lead before others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gesta.lexicon import pattern, table
from gesta.linking.profile import family
from gesta.linking.rarity import RAREST, rarity
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Episode, Evidence, Telling, Tie, TieType
from gesta.spans import Span

# Chances that such a tie is one of the gold, on the training bundles, to one digit.
CUED, KIND = 0.6, 0.4
# How much the lead of a report draws a reaction, against a rare word shared (1) and the next sentence (1/2).
LEAD = 0.5
# Characters behind words of answering in which the cause must be told.
REACH = 120

_HERE = "gesta.linking"


@dataclass(frozen=True, slots=True)
class _Page:
    """A report's episodes and its text."""

    coded: Coded
    episodes: Sequence[Episode]

    def evidence(self, span: Span) -> Evidence:
        report = self.coded.report
        return Evidence(Anchor(report.key, span), span.of(report.text))

    def sentence(self, telling: Telling) -> int:
        """The number of the sentence that a telling stands in."""
        at = telling.trigger.anchor.span.start
        return sum(sentence.span.end <= at for sentence in self.coded.sentences)


def with_reactions(coded: Coded, episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """The episodes with the ties that these rules add; a tie that the report's links make already is kept as it is."""
    page = _Page(coded, episodes)
    found = {**dict(_by_kind(page)), **dict(_by_words(page))}
    return tuple(replace(episode, ties=_merged(episode, found)) for episode in episodes)


def _merged(episode: Episode, found: dict[tuple[str, str], Tie]) -> tuple[Tie, ...]:
    known = {tie.to for tie in episode.ties}
    return (
        *episode.ties,
        *(tie for (origin, goal), tie in found.items() if origin == episode.id and goal not in known),
    )


# ------------------------------------------------------------------------------------------------------------ by kind


def _by_kind(page: _Page) -> Iterator[tuple[tuple[str, str], Tie]]:
    causes = [episode for episode in page.episodes if _is_violence(episode)]
    for episode in page.episodes:
        kind = _tie_of(episode)
        if kind is None or not causes or episode.aggregate:
            continue
        cause = max(causes, key=lambda each: (_pull(page, episode, each, causes[0]), -causes.index(each)))
        words = (episode.tellings[0].trigger, cause.tellings[0].trigger)
        yield (episode.id, cause.id), Tie(kind, cause.id, KIND, words)


def _is_violence(episode: Episode) -> bool:
    told = episode.status == "actual" and not episode.aggregate and not episode.background
    return told and family(episode.type, episode.mode) == "violence"


def _tie_of(episode: Episode) -> TieType | None:
    ties = table(_HERE, "reactions")["ties"]
    found: TieType | None = ties.get(f"{episode.type} {episode.mode}") or ties.get(episode.type)
    return found if episode.status in ("actual", "future") else None


def _pull(page: _Page, episode: Episode, cause: Episode, lead: Episode) -> float:
    """How strongly a cause draws a reaction: rare words shared, nearness, being the lead."""
    alike = sum(rarity(mark) for mark in episode.marks & cause.marks) / RAREST
    steps = min(abs(page.sentence(a) - page.sentence(b)) for a in episode.tellings for b in cause.tellings)
    return alike + 1 / (1 + steps) + (LEAD if cause is lead else 0.0)


# ----------------------------------------------------------------------------------------------------------- by words


def _by_words(page: _Page) -> Iterator[tuple[tuple[str, str], Tie]]:
    text = page.coded.report.text
    told = sorted(((t.trigger.anchor.span, e) for e in page.episodes for t in e.tellings), key=lambda pair: pair[0])
    for sentence in page.coded.sentences:
        inside = [(span, episode) for span, episode in told if sentence.span.holds(span)]
        for cue in pattern(_HERE, "reactions", "cues.cause_follows").finditer(
            text, sentence.span.start, sentence.span.end
        ):
            yield from _tied(page, Span(*cue.span()), inside, _told_next(inside, cue.end()))
        for cue in pattern(_HERE, "reactions", "cues.cause_before").finditer(
            text, sentence.span.start, sentence.span.end
        ):
            before = [e for span, e in told if span.end <= sentence.span.start and _is_violence(e)]
            yield from _tied(page, Span(*cue.span()), inside, before[-1] if before else None)


def _told_next(inside: Sequence[tuple[Span, Episode]], at: int) -> Episode | None:
    return next((e for span, e in inside if at <= span.start <= at + REACH and _is_violence(e)), None)


def _tied(
    page: _Page, cue: Span, inside: Sequence[tuple[Span, Episode]], cause: Episode | None
) -> Iterator[tuple[tuple[str, str], Tie]]:
    """The tie of the episode told nearest to the words of answering, if it is another than the cause."""
    others = [(span.gap(cue), span, episode) for span, episode in inside if cause and episode.id != cause.id]
    if cause is None or not others:
        return
    _, span, answer = min(others, key=lambda other: other[:2])
    if _is_violence(answer):
        yield (answer.id, cause.id), Tie("response", cause.id, CUED, (page.evidence(cue), page.evidence(span)))
