"""The episodes of one report laid out for relations: of what kind each is, where it is told, what words lead to it.

Kept apart from the features so that each of those is a line or two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gesta.lexicon import pattern, table, words
from gesta.linking.alike import answered, answering, closest
from gesta.linking.profile import Profile, family, profile
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode
from gesta.spans import Span

# Characters behind the last trigger of an answer in which words that point back may still stand.
BACK_REACH = 60

_HERE = "gesta.linking"
# "In response" points back, "in response to" looks forward to what is named next.
# Who did a deed is named right before it: "gunmen who had just attacked".
_AROUND: Mapping[str, str] = {
    "cues.back": r"\b(?:{})\b(?!\s+(?:to|for)\b)",
    "cues.later": r"\b(?:{})\b(?!\s+(?:to|for)\b)",
    "cues.doers": r"\b(?:{})\b(?:\s+\w+){{0,3}}\s*$",
}


@dataclass(frozen=True, slots=True)
class Side:
    """An episode on its page. `kind` is its kind in reactions.toml, `kinds` those of all its tellings; `sentences` are
    numbers, `spans` its triggers, both in order."""

    episode: Episode
    profile: Profile
    kind: str
    kinds: frozenset[str]
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]

    @property
    def violent(self) -> bool:
        """True when it is told as violence."""
        return self.profile.family == "violence"

    @property
    def may_cause(self) -> bool:
        """True for what may be reacted to: a thing that happened, of a kind that people react to."""
        told = self.episode.status == "actual" and not self.episode.aggregate
        return told and (self.violent or not self.kinds.isdisjoint(words(_HERE, "reactions", "roles.causes")))


@dataclass(frozen=True)
class Page:
    """A report with its episodes, in order of first mention."""

    coded: Coded
    sides: Sequence[Side]

    @property
    def text(self) -> str:
        """The report's text."""
        return self.coded.report.text

    @cached_property
    def triggers(self) -> Sequence[tuple[Span, Side]]:
        """Every trigger with its episode, in order."""
        return sorted(((span, side) for side in self.sides for span in side.spans), key=lambda told: told[0])

    @cached_property
    def first_violence(self) -> Sequence[Side]:
        """The first two violent episodes: what the report is about, and what it is about for the first of them."""
        return [s for s in self.sides if s.violent and s.may_cause and not s.episode.background][:2]

    @cached_property
    def answers(self) -> Mapping[frozenset[str], tuple[float, float]]:
        """By two episodes, the best that the network makes of their tellings: one answers the other, is about it."""
        home = {telling.event: side.episode.id for side in self.sides for telling in side.episode.tellings}
        best: dict[frozenset[str], tuple[float, float]] = {}
        for read in self.coded.pairs:
            pair = frozenset({home.get(read.earlier, ""), home.get(read.later, "")})
            old = best.get(pair, (0.0, 0.0))
            best[pair] = (max(old[0], read.response), max(old[1], read.about))
        return best

    @cached_property
    def embeddings(self) -> Mapping[str, list[bytes]]:
        """Those of its tellings, by the id of each episode."""
        known = {event.id: event.embedding for event in self.coded.events}
        return {s.episode.id: [known[telling.event] for telling in s.episode.tellings] for s in self.sides}

    def sentence(self, number: int) -> Span:
        """Where a sentence stands."""
        return self.coded.sentences[number].span

    def told_in(self, number: int) -> list[tuple[Span, Side]]:
        """The triggers of a sentence with their episodes."""
        sentence = self.sentence(number)
        return [told for told in self.triggers if sentence.start <= told[0].start < sentence.end]

    def told_before(self, at: int, but: Side) -> Side | None:
        """The violent episode told last before a character, another than `but`."""
        before = [s for span, s in self.triggers if span.end <= at and s is not but and s.violent and s.may_cause]
        return before[-1] if before else None

    def search(self, key: str, places: Sequence[Span]) -> Span | None:
        """The first words of a list in reactions.toml within any of the places."""
        return next((found for place in places if (found := self._searched(key, place))), None)

    @cached_property
    def _found(self) -> dict[tuple[str, Span], Span | None]:
        return {}

    def _searched(self, key: str, place: Span) -> Span | None:
        """The first words within one place; looked for once, as many bonds share a sentence."""
        if (key, place) not in self._found:
            cues = pattern(_HERE, "reactions", key, _AROUND.get(key, r"\b(?:{})\b"))
            match = cues.search(self.text, place.start, place.end)
            self._found[key, place] = Span(*match.span()) if match else None
        return self._found[key, place]


@dataclass(frozen=True)
class Bond:
    """Two episodes of a page, of which one may be an effect of the other."""

    page: Page
    effect: Side
    cause: Side

    @cached_property
    def answers(self) -> float:
        """How close together the network sees the effect as an answer and the cause as what is answered, −1 to 1."""
        told = self.page.embeddings
        effect, cause = told[self.effect.episode.id], told[self.cause.episode.id]
        return closest([answering(each) for each in effect], [answered(each) for each in cause])

    @cached_property
    def gap(self) -> int:
        """Sentences between their nearest tellings."""
        return min(abs(a - b) for a in self.effect.sentences for b in self.cause.sentences)

    @cached_property
    def leads(self) -> Sequence[Span]:
        """The words that lead up to the cause where one sentence tells both: from the trigger before it, or, where the
        effect is told later on, from the head of the sentence, if nothing else is told there."""
        return tuple(self._leads())

    @cached_property
    def onward(self) -> Sequence[Span]:
        """The words that lead from the cause to the effect told after it in the same sentence."""
        return tuple(self._onward())

    @cached_property
    def pointing(self) -> Sequence[Span]:
        """The sentences of the effect, up to a little behind its triggers, if the cause is what they point back to."""
        return [words for number in self.effect.sentences for words in self._pointing(number)]

    @cached_property
    def said(self) -> Sequence[Span]:
        """The sentences that tell the effect."""
        return [self.page.sentence(number) for number in self.effect.sentences]

    def cue(self, key: str, places: Sequence[Span]) -> Span | None:
        """The first of the cues listed under a key that stands in any of the places."""
        return self.page.search(f"cues.{key}", places)

    def _shared(self) -> Iterator[list[tuple[Span, Side]]]:
        for number in sorted(set(self.effect.sentences) & set(self.cause.sentences)):
            yield self.page.told_in(number)

    def _of(self, inside: Sequence[tuple[Span, Side]], side: Side) -> list[Span]:
        return [span for span, other in inside if other is side]

    def _leads(self) -> Iterator[Span]:
        for inside in self._shared():
            head = self.page.sentence(_number(self.page, inside[0][0])).start
            for span in self._of(inside, self.cause):
                start = _end_before(inside, span, self.cause, head)
                told_before = any(other.start < span.start for other in self._of(inside, self.effect))
                if start < span.start and (start == head or told_before):
                    yield Span(start, span.start)

    def _onward(self) -> Iterator[Span]:
        for inside in self._shared():
            for span in self._of(inside, self.effect):
                start = _end_before(inside, span, self.effect, span.start)
                if start < span.start and any(other.end <= span.start for other in self._of(inside, self.cause)):
                    yield Span(start, span.start)

    def _pointing(self, number: int) -> Iterator[Span]:
        inside = self.page.told_in(number)
        start = self.page.sentence(number).start
        if not self._of(inside, self.cause) and self.page.told_before(start, self.effect) is self.cause:
            yield Span(start, max(span.end for span in self._of(inside, self.effect)) + BACK_REACH)


def laid_out(coded: Coded, episodes: Sequence[Episode]) -> Page:
    """The page of a report's episodes."""
    starts = [sentence.span.start for sentence in coded.sentences]
    return Page(coded, [_side(starts, episode) for episode in episodes])


def kind_of(kind: str, mode: str | None) -> str:
    """The kind, as relations know it, of a type and mode."""
    kinds: Mapping[str, str] = table(_HERE, "reactions")["kinds"]
    return kinds.get(f"{kind} {mode}") or kinds.get(kind) or family(kind, mode)


def _side(starts: Sequence[int], episode: Episode) -> Side:
    spans = tuple(telling.trigger.anchor.span for telling in episode.tellings)
    return Side(
        episode=episode,
        profile=profile(episode),
        kind=kind_of(episode.type, episode.mode),
        kinds=frozenset(kind_of(telling.type, telling.mode) for telling in episode.tellings),
        spans=spans,
        sentences=tuple(sorted({max(0, bisect_right(starts, span.start) - 1) for span in spans})),
    )


def _number(page: Page, span: Span) -> int:
    return max(0, sum(sentence.span.start <= span.start for sentence in page.coded.sentences) - 1)


def _end_before(inside: Sequence[tuple[Span, Side]], span: Span, but: Side, head: int) -> int:
    """Where the last trigger before `span` ends that tells of another episode than `but`; `head` if there is none."""
    return max((other.end for other, side in inside if other.end <= span.start and side is not but), default=head)
