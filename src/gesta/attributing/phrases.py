"""Noun phrases around a cue, found by punctuation, names and word lists: no parser stands behind them."""

from __future__ import annotations

import re

from gesta.attributing.lexicon import folded, lexicon
from gesta.attributing.page import Page
from gesta.spans import Span

WORD = re.compile(r"[\w’'.&/-]*\w")
CLAUSE_BREAK = re.compile(r"[,;:()“”\"\n]|[–—]| - ")
PHRASE_END = re.compile(
    r"[,;:()“”\"\n]|[–—]| - |\s(?:that|who|which|where|when|while|but|after|as|and\s+(?:said|added))\b"
)
# ", an army spokesman," / ", 19," / ", who was there," before a verb: the last stretch between two commas.
ASIDE = re.compile(r",\s+([^,;:“”\"()\n]{1,140}),\s*$")
AFTER_HEAD = re.compile(r",\s+([^,;:.“”\"()\n]{1,100})(?=[,;:.“”\"\n]|$)")
RELATIVE = re.compile(r"\s(?:who|which|whom|whose)\b")
CONJUNCTION = re.compile(r"\b(?:and|or)\s")
ASIDE_OF_HEAD = re.compile(r"(?:an?|the|another|his|her|its|their)\s", re.IGNORECASE)
# A speaker longer than this is a clause that was cut in the wrong place.
MAX_PHRASE = 120
# Words of an aside in which its role must stand ("senior adviser to the governor").
ROLE_WORDS = 6


def subject_before(page: Page, at: int) -> Span | None:
    """The noun phrase that ends at the verb at position `at`, or None when the words before it name no speaker.

    Auxiliaries, adverbs and dates between the two are skipped; an apposition ("Idris Bako, an army spokesman,") is
    joined to the name before it; a relative clause is left out.
    """
    sentence = page.around(Span(at, at + 1))
    end = _skip_back(page, sentence.start, at)
    left = page.text[sentence.start : end]
    aside = ASIDE.search(left)
    if aside:
        return _before_aside(page, sentence.start, aside)
    clause = _clause_start(left)
    starts = (clause, _after_conjunction(left, clause))
    end = sentence.start + _before_relative(left, clause)
    return next((p for s in starts if (p := speaker_phrase(page, sentence.start + s, end))), None)


def phrase_after(page: Page, at: int, *, aside: bool = True) -> Span | None:
    """The noun phrase that starts at position `at` ("said *the army*", "according to *two officials*"), or None.

    `aside` joins what describes it behind a comma ("said Idris Bako, a spokesman").
    """
    sentence = page.around(Span(max(0, at - 1), at))
    right = page.text[at : sentence.end]
    stop = PHRASE_END.search(right, len(right) - len(right.lstrip()))
    end = at + (stop.start() if stop else len(right))
    dates = page.named(Span(at, end), ("TIME",)) if end > at else ()
    if dates:
        return speaker_phrase(page, at, _before_date(page, dates[0].span.start))
    return speaker_phrase(page, at, _after_aside(page, end, sentence.end) if aside else end)


def speaker_phrase(page: Page, start: int, end: int) -> Span | None:
    """The words from `start` to `end` without blanks and quote marks when they can speak, else None.

    They can speak when they hold a name or a noun for a person, office or body, or are a pronoun.
    """
    if end <= start:
        return None
    span = Span(start, end).trimmed(page.text, ' \t\n.,;:“”"')
    if span is None or len(span) > MAX_PHRASE:
        return None
    return span if _can_speak(page, span) and not _is_clause(span.of(page.text)) else None


def _can_speak(page: Page, span: Span) -> bool:
    words, known = folded(span.of(page.text)), lexicon()
    if words in known.pronouns or page.named(span, ("PER", "ORG", "GPE", "NORP")):
        return True
    return any(kind.search(words) for kind in known.speakers())


def _is_clause(words: str) -> bool:
    """True when a pronoun opens the words or an auxiliary stands among them: they are a clause, not a phrase."""
    found = words.lower().split()
    opens = len(found) > 1 and found[0] in lexicon().clausal
    return opens or any(word in lexicon().auxiliaries for word in found)


def _skip_back(page: Page, start: int, at: int) -> int:
    """The position before auxiliaries, adverbs and dates that stand left of `at`."""
    end = at
    while True:
        left = page.text[start:end].rstrip()
        found = re.search(r"[\w’'-]+$", left)
        date = next(
            (m for m in page.named(Span(start, max(end, start + 1)), ("TIME",)) if m.span.end == start + len(left)),
            None,
        )
        if date:
            end = _before_date(page, date.span.start)
        elif found and (found[0].lower() in lexicon().skip or (found[0].endswith("ly") and found[0].islower())):
            end = start + found.start()
        else:
            return start + len(left)


def _before_date(page: Page, at: int) -> int:
    """`at` moved left over the preposition of a date ("on Monday")."""
    left = re.search(r"\s+(?:on|in|at|since|early|late|by|during)?\s*$", page.text[max(0, at - 8) : at])
    return at - len(left[0]) if left else at


def _clause_start(left: str) -> int:
    """Where the last clause of `left` starts: after its last break sign or conjunction."""
    start = 0
    for match in CLAUSE_BREAK.finditer(left):
        start = match.end()
    for word in WORD.finditer(left, start):
        if word[0].lower() in lexicon().breaks:
            start = word.end()
    return start


def _before_relative(left: str, start: int) -> int:
    """The end of `left`, or the start of a relative clause in its last clause ("a man *who* was there")."""
    relative = RELATIVE.search(left, start)
    return relative.start() if relative else len(left)


def _after_conjunction(left: str, start: int) -> int:
    """Where the words after the last "and" or "or" of a clause start; the clause's own start when it has none."""
    return max((m.end() for m in CONJUNCTION.finditer(left, start)), default=start)


def _before_aside(page: Page, base: int, aside: re.Match[str]) -> Span | None:
    """The phrase before an aside: with it when it describes or names the head, without it otherwise (", who fled,")."""
    start = base + _clause_start(aside.string[: aside.start()])
    head = speaker_phrase(page, start, base + aside.start())
    inner = Span(base + aside.start(1), base + aside.end(1))
    return speaker_phrase(page, start, inner.end) if head and _describes(page, inner) else head


def _after_aside(page: Page, end: int, limit: int) -> int:
    """`end`, or the end of the aside that follows there and describes the phrase (", a spokesman for the army")."""
    aside = AFTER_HEAD.match(page.text, end, limit)
    return aside.end(1) if aside and _describes(page, Span(*aside.span(1))) else end


def _describes(page: Page, aside: Span) -> bool:
    """True when an aside says who the phrase before it is: an age, a name, or a role without a verb."""
    words, known = folded(aside.of(page.text)), lexicon()
    if words.isdigit() or any(m.span.start == aside.start for m in page.named(aside, ("PER",))):
        return True
    opening = " ".join(words.split()[:ROLE_WORDS])
    if _is_clause(words) or words.split()[0] in known.breaks | known.prepositions:
        return False
    return bool(ASIDE_OF_HEAD.match(words) or known.persons.search(opening) or known.offices.search(opening))
