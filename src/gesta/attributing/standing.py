"""What a pronoun or short form stands for: the fuller phrase that came before it in the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gesta.attributing.lexicon import folded, lexicon
from gesta.attributing.page import Page
from gesta.attributing.people import bare_name, people_in
from gesta.attributing.portraits import head_noun
from gesta.lexicon.phrases import gender, head, is_person, pronoun_kind
from gesta.nouns.event import Event
from gesta.spans import Span

DEFINITE = re.compile(r"(?:the|that|this|these|those)\s+(?:[\w.-]+\s+){0,2}[\w-]+", re.IGNORECASE)
CARRIED = 3  # sentences over which a speaker goes on as "he": a paragraph or two of one interview
# Words that make a phrase one of several, or of none.
JOINED = re.compile(r"\b(?:and|or|nor|neither)\b", re.IGNORECASE)


def referent_of(page: Page, speaker: Span, phrases: Sequence[Span]) -> Span | None:
    """The fuller phrase that a speaker stands for, or None when the report does not plainly say.

    A pronoun takes the antecedent that coreference found, in its fullest form. A name takes the fullest earlier phrase
    with that name. A definite noun ("the spokesman") takes the one earlier phrase with that head noun and its other
    words; where two different ones came before, none.
    """
    known = page.referents.get(speaker)
    if known is None and folded(speaker.of(page.text)) in lexicon().pronouns:
        return None
    phrase = known or speaker
    earlier = [p for p in phrases if p.end <= speaker.start and len(p) > len(phrase)]
    return _same_name(page, phrase, earlier) or _same_head(page, phrase, earlier) or known


def carried(page: Page, speaker: Span, earlier: Sequence[tuple[Span, Span | None]]) -> Span | None:
    """Whom a speaking "he" or "she" goes on from that has no antecedent nearby: the last speaker, told before it.

    `earlier` are the speakers before it with the phrases they stand for. None unless that speaker is one person of that
    gender, a few sentences back at most, and nobody else is named since: "he added" goes on, "he" alone may not.
    """
    kind = pronoun_kind(speaker.of(page.text))
    told = [each for each in earlier if each[0].end <= speaker.start and page.quotation(each[0]) is None]
    if kind not in ("he", "she") or page.quotation(speaker) is not None or not told:
        return None
    at, stands = max(told, key=lambda each: each[0])
    phrase = stands or at
    if page.sentence(speaker.start) - page.sentence(at.start) > CARRIED or not _is_one_person(page, phrase, kind):
        return None
    since = page.named(Span(at.end, max(at.end, speaker.start)), ("PER",))
    own = _person(page, phrase)
    return phrase if all(own and _answers(bare_name(page, other.span), own) for other in since) else None


def _is_one_person(page: Page, phrase: Span, kind: str) -> bool:
    """True for a phrase that denotes one person whom the pronoun may mean."""
    said = phrase.of(page.text)
    if gender(said) not in (None, kind) or JOINED.search(said):
        return False
    return _person(page, phrase) is not None or is_person(head(said))


def fuller_phrases(page: Page, speakers: Sequence[Span], events: Sequence[Event]) -> tuple[Span, ...]:
    """Every phrase that a short form may stand for, in order: speakers, role fillers and names."""
    fillers = {f.span for e in events for fs in e.roles.values() for f in fs}
    names = {m.span for m in page.names if m.label in ("PER", "ORG")}
    return tuple(sorted({*speakers, *fillers, *names}))


def _same_name(page: Page, speaker: Span, earlier: Sequence[Span]) -> Span | None:
    """The fullest earlier phrase whose person has the speaker's name or surname; None when two persons share it."""
    own = _person(page, speaker)
    if own is None:
        return None
    matches = [(p, name) for p in earlier if (name := _person(page, p)) and _answers(own, name)]
    if not matches or len({name for _, name in matches if name != own}) > 1:
        return None
    return _fullest(p for p, _ in matches)


def _person(page: Page, phrase: Span) -> str | None:
    """The name of the one person that a phrase denotes, without title; None when it names nobody or several."""
    people = people_in(page, phrase)
    if len(people) != 1 or JOINED.search(page.text[people[0].end : phrase.end].partition(",")[0]):
        return None
    return bare_name(page, people[0])


def _answers(short: str, full: str) -> bool:
    """True when `short` is `full` or its last words ("bako", "idris bako")."""
    return full == short or full.endswith(" " + short)


def _same_head(page: Page, speaker: Span, earlier: Sequence[Span]) -> Span | None:
    """The one earlier phrase that has the speaker's head noun and other words and says more; of one person's, the
    fullest."""
    text = folded(speaker.of(page.text))
    if not DEFINITE.fullmatch(text) or page.named(speaker, ("PER",)):
        return None
    head, words = head_noun(text), set(text.split()[1:])
    matches = [p for p in earlier if _says_more(page.text[p.start : p.end], head, words)]
    if len({_person(page, p) or folded(p.of(page.text)) for p in matches}) != 1:
        return None
    return _fullest(matches)


def _says_more(phrase: str, head: str, words: set[str]) -> bool:
    """True when a phrase has this head noun and all these words, and denotes one thing."""
    if head_noun(phrase) != head and not _opens_with(phrase, head):
        return False
    return words <= set(re.findall(r"[\w.-]*\w", folded(phrase))) and not JOINED.search(phrase)


def _opens_with(phrase: str, head: str) -> bool:
    """True when the head stands before a name ("army spokesman Idris Bako")."""
    return bool(re.search(rf"(?i:\b{re.escape(head)})\s+[A-Z]", phrase))


def _fullest(phrases: Iterable[Span]) -> Span | None:
    return max(phrases, key=lambda p: (len(p), -p.start), default=None)
