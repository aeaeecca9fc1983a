"""Who speaks: the network's best speaker, or one found by rule, or nobody."""

from __future__ import annotations

import re
from collections.abc import Callable

from gesta.attributing.lexicon import folded, lexicon
from gesta.attributing.page import Page
from gesta.attributing.phrases import phrase_after, speaker_phrase, subject_before
from gesta.nouns.mention import Mention, ReadCue
from gesta.spans import Span

# The network's own odds decide: a speaker it holds likelier than not.
SPEAKER_FLOOR = 0.5
# The score of a speaker found by grammar: about the share of right ones on annotated reports.
RULE_SCORE = 0.9
COORDINATION = re.compile(r"\s*(?:,\s*and|,|and|as well as)\s+(?:the\s+)?", re.IGNORECASE)
# Cues and links that take the speaker behind them.
FOLLOWED = re.compile(r"(?:according to|in the words of|\bby|citing|cited by|told by)$", re.IGNORECASE)
LINK = re.compile(r"\s+(?:from|by)\s", re.IGNORECASE)
REPORTED = re.compile(r"\b(?:quot|cit)\w+\s+([^,;:“”\"]{2,100}?),?\s+as\s*$", re.IGNORECASE)
BEING = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|later\s+|also\s+|widely\s+)*$", re.IGNORECASE)
PARTICIPLE = re.compile(r"\w+ed\b|told\b|said\b|quoted\b|thought\b|known\b|seen\b|held\b", re.IGNORECASE)
JOINED = re.compile(r"\b(?:and|but)\s*$", re.IGNORECASE)
# A speaker behind its verb ends its clause: "…, said the army."
CLOSED = re.compile(r"\s*(?:[.,;:!?\n]|$)|\s+(?:in|on|at|who)\b")
TOUCHING = re.compile(r"\s*(?:(?:of|for|in)\s+)?(?:the\s+)?")


def speakers_of(page: Page, cue: ReadCue) -> tuple[Mention, ...]:
    """The speakers of a cue: the network's best and any it coordinates with, else one by rule, else none.

    Nobody is invented: a passive without an agent ("it was reported") has no speaker.
    """
    if not cue.speakers or cue.speakers[0].score < SPEAKER_FLOOR:
        found = speaker_by_rule(page, cue.span)
        return (found,) if found else ()
    best = cue.speakers[0]
    others = (m for m in cue.speakers[1:] if m.score >= SPEAKER_FLOOR and _coordinated(page, best.span, m.span))
    return (best, *others)


def speaker_by_rule(page: Page, cue: Span) -> Mention | None:
    """The speaker that grammar gives a cue, or None; rules are tried from the surest to the loosest."""
    for rule in RULES:
        span = rule(page, cue)
        if span is not None:
            return Mention(span, "speaker", RULE_SCORE)
    return None


def _agent(page: Page, cue: Span) -> Span | None:
    """ "according to *the army*", "a warning from *the army*": the phrase after a cue or a link that takes one."""
    link = LINK.match(page.text, cue.end)
    if link:
        return phrase_after(page, link.end())
    words = cue.of(page.text)
    return phrase_after(page, cue.end, aside=words[0].islower()) if FOLLOWED.search(words) else None


def _reported(page: Page, cue: Span) -> Span | None:
    """An agency quoted *a resident* as saying: the phrase between "quoted" and "as"."""
    sentence = page.around(cue)
    found = REPORTED.search(page.text[sentence.start : cue.start])
    return speaker_phrase(page, sentence.start + found.start(1), sentence.start + found.end(1)) if found else None


def _subject(page: Page, cue: Span) -> Span | None:
    """*The army* said: the subject before the verb, unless the verb is passive ("the army was accused")."""
    if _hangs_on(page, cue) or _is_passive(page, cue):
        return None
    return subject_before(page, cue.start)


def _inverted(page: Page, cue: Span) -> Span | None:
    """ "…," said *the army*: the phrase behind a verb that follows a quotation or comma, when it ends its clause."""
    if _hangs_on(page, cue) or page.text[max(0, cue.start - 3) : cue.start].rstrip()[-1:] not in {
        ",",
        "”",
        '"',
        "’",
        "'",
    }:
        return None
    phrase = phrase_after(page, cue.end)
    return phrase if phrase and CLOSED.match(page.text, phrase.end) else None


def _opener(page: Page, cue: Span) -> Span | None:
    """*The army* rejected the report, saying … (or: and said …): the first phrase of the cue's sentence."""
    if not _hangs_on(page, cue):
        return None
    sentence = page.around(cue)
    first = re.match(r"\s*(?:[\w’'.-]+\s+){1,8}", page.text[sentence.start : cue.start])
    return _opening(page, Span(sentence.start, sentence.start + first.end())) if first else None


RULES: tuple[Callable[[Page, Span], Span | None], ...] = (_agent, _reported, _subject, _inverted, _opener)


def _hangs_on(page: Page, cue: Span) -> bool:
    """True for a cue without a subject of its own: a participle, or a verb joined to an earlier one by "and"."""
    if cue.of(page.text).split()[0].lower() in lexicon().participles:
        return True
    return bool(JOINED.search(page.text, page.around(cue).start, cue.start))


def _is_passive(page: Page, cue: Span) -> bool:
    """True for a past participle behind a form of "be": its subject is spoken about, and does not speak."""
    if not PARTICIPLE.match(page.text, cue.start, cue.end):
        return False
    return bool(BEING.search(page.text, page.around(cue).start, cue.start))


def _opening(page: Page, words: Span) -> Span | None:
    """The name, pronoun or noun for a speaker that `words` open with, with the names and nouns that touch it."""
    text, known = folded(words.of(page.text)), lexicon()
    first = re.match(r"\s*(\w+)\b", text)
    if first and first[1] in known.pronouns:
        return Span(words.start + first.start(1), words.start + first.end(1))
    if first and (first[1] in known.prepositions | known.breaks or first[1].endswith("ing")):
        return None
    heads = [Span(*m.span()).shifted(words.start) for k in known.speakers() for m in k.finditer(text)]
    parts = sorted({*heads, *(m.span for m in page.named(words, ("PER", "ORG", "GPE", "NORP")))})
    end = 0
    for part in parts:
        if not end or TOUCHING.fullmatch(page.text[end : part.start] if part.start > end else ""):
            end = max(end, part.end)
    return Span(words.start, end).trimmed(page.text) if end > words.start else None


def _coordinated(page: Page, best: Span, other: Span) -> bool:
    """True when only "and" or a comma stands between the two."""
    first, second = sorted((best, other))
    return first.end < second.start and bool(COORDINATION.fullmatch(page.text[first.end : second.start]))
