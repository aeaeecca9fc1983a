"""Which persons a phrase names as itself, and which only in passing ("the lawyer of Idris Bako", "Bako's brother")."""

from __future__ import annotations

import re

from gesta.attributing.lexicon import folded, lexicon
from gesta.attributing.page import Page
from gesta.spans import Span

GENITIVE = re.compile(r"['’]s?(?!\w)")
# The last preposition or relative before a name, with the words on both its sides.
DEPENDENCE = re.compile(
    r"(?P<head>[^,]*)\b(?P<link>of|for|by|with|to|from|against|under|on|like|in|who|whose|[a-z]+ing)\s+(?P<between>[^,]*)$"
)
TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|sir|lord|lady|col|gen|maj|capt|lt|sgt|cmdr|prof|rep|sen|gov)\.?")


def people_in(page: Page, phrase: Span) -> tuple[Span, ...]:
    """The names of the persons that a phrase denotes; a name that only depends on another noun is none of them."""
    return tuple(m.span for m in page.named(phrase, ("PER",)) if not _depends(page, phrase, m.span))


def bare_name(page: Page, name: Span) -> str:
    """A person's name in lower case without a title before it ("Mr. Bako" → "bako")."""
    words = folded(name.of(page.text)).split()
    while len(words) > 1 and TITLE.fullmatch(words[0]):
        words.pop(0)
    return " ".join(words)


def _depends(page: Page, phrase: Span, name: Span) -> bool:
    """True when the name says whose or of whom: a genitive, or the object of a preposition.

    "Minister of Defence Idris Bako" names Bako, since a person's noun stands before the preposition and more than a
    title behind it; "a spokesman for President Bako" does not.
    """
    if GENITIVE.match(page.text, name.end) or _qualifies(page.text[name.end : phrase.end]):
        return True
    found = DEPENDENCE.search(folded(page.text[phrase.start : name.start]))
    if found is None:
        return False
    return found["link"].startswith("who") or _is_title(found["between"].strip()) or not _is_person(found["head"])


def _qualifies(after: str) -> bool:
    """True when a noun follows the name directly: "a Bako *adviser*" is somebody else."""
    following = re.match(r"\s+([a-z]+)", after)
    return following is not None and any(kind.fullmatch(following[1]) for kind in lexicon().speakers())


def _is_title(words: str) -> bool:
    known = lexicon()
    return not words or any(p.fullmatch(words) for p in (TITLE, known.offices, known.ranks))


def _is_person(words: str) -> bool:
    known = lexicon()
    return any(kind.search(words) for kind in (known.offices, known.persons, known.ranks))
