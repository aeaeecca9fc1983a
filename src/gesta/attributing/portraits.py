"""What the words around a speaker tell about who it is: role, nationality, anonymity."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gesta.attributing.lexicon import folded, lexicon
from gesta.attributing.page import Page
from gesta.attributing.people import people_in
from gesta.nouns.mention import Mention
from gesta.spans import Span

# Where the noun phrase proper ends and what follows only locates or qualifies it.
TAIL = re.compile(
    r",|\(|\s(?:[-–—]|of|for|in|at|from|with|on|near|to|who|whose|that|speaking|based|within|inside|outside|close|south|"
    r"north|east|west|familiar|involved|gathered|identified|named|known)\b"
)
LOCATIVE = re.compile(r"\s(?:in|at|near|from|inside|outside|within|on|to|with|about|against|by)\s")
GENITIVE = re.compile(r"(?:'s|’s|s'|s’)\s")
OF = re.compile(r"\b(?:of|for)\s+(?:the\s+)?$")
# Characters after a speaker in which a clause about anonymity may stand.
CLAUSE = 160


def role_of(page: Page, speaker: Span) -> Span | None:
    """The noun that says in what capacity the speaker speaks ("spokesman", "foreign minister"), or None.

    The head of the phrase comes first, then what stands behind a comma or preposition; a rank ("Colonel") only where
    nothing better is said. Nouns that say whose ("the minister's spokesman"), that qualify another noun ("a rebel
    group") or that belong to the name of a body ("Refugee Council") are no roles.
    """
    words, known = speaker.of(page.text), lexicon()
    names = [m.span.shifted(-speaker.start) for m in page.named(speaker, ("ORG", "PER")) if _is_whole_name(page, m)]
    for kinds in ((known.offices, known.persons), (known.ranks,)):
        nouns = [n for n in _nouns(folded(words), kinds) if _stands(words, n) and not any(s.holds(n) for s in names)]
        head = _head(_masked(words, names), nouns)
        if head:
            return head.shifted(speaker.start)
    return None


def nationality_of(page: Page, speaker: Span) -> Span | None:
    """The adjective, demonym or country that says where the speaker belongs ("Kenyan", "France's"), or None.

    Words after a locative preposition tell where, not who ("a U.S. spokesman in Iraq"); a speaker that is itself the
    country ("Turkey said") has none.
    """
    text, known = speaker.of(page.text), lexicon()
    limit = LOCATIVE.search(text)
    head = text[: limit.start()] if limit else text
    adjective = known.adjectives.search(head)
    state = next((m for m in known.states.finditer(head) if _belongs(head, m)), None)
    found = min((m for m in (adjective, state) if m), key=lambda m: m.start(), default=None)
    span = Span(*found.span()).shifted(speaker.start) if found else None
    return None if span is None or any(m.span.holds(span) for m in page.named(speaker, ("PER",))) else span


def is_anonymous(page: Page, speaker: Span) -> bool:
    """True when a person speaks whom the report does not name.

    Either the report says so ("on condition of anonymity"), or the phrase is a common noun for persons ("officials",
    "a witness", "two ministers"). Bodies ("the army", "prosecutors") are not anonymous, nor is the holder of one office
    ("the foreign minister").
    """
    text = folded(speaker.of(page.text))
    if lexicon().nameless.search(text):
        return True
    if people_in(page, speaker):
        return False
    return _is_unnamed(speaker.of(page.text)) or _asks_anonymity(page, speaker)


def head_noun(text: str) -> str:
    """The last word of the noun phrase proper, lower case ("a senior official in Kabul" → "official")."""
    words = re.findall(r"[\w’'-]+", _core(text))
    return words[-1] if words else ""


def _core(text: str) -> str:
    """The noun phrase proper, lower case, without what counts before it or qualifies after it."""
    core = lexicon().partitives.sub("", folded(text.strip()))
    tail = TAIL.search(core)
    return core[: tail.start()] if tail else core


def _nouns(text: str, kinds: Iterable[re.Pattern[str]]) -> list[Span]:
    """The nouns of some kinds in `text`, in order, none within another."""
    found = {Span(*m.span()) for kind in kinds for m in kind.finditer(text)}
    return sorted(n for n in found if not any(o != n and o.holds(n) for o in found))


def _stands(text: str, noun: Span) -> bool:
    """True for a noun that is said of the speaker, and not of the noun behind it.

    A singular noun before a small letter qualifies ("rebel group") unless a title follows ("spokesman general Bako"),
    one before a genitive says whose.
    """
    after = text[noun.end :]
    tail = TAIL.search(after)
    rest = after[: tail.start()] if tail else after
    if GENITIVE.search(rest + " "):
        return False
    following = re.match(r"\s+(\w)", rest)
    if following is None or following[1].isupper() or _is_plural(noun.of(text)):
        return True
    titles = (kind.match(folded(rest.strip())) for kind in (lexicon().ranks, lexicon().offices))
    return any(title and not _is_plural(title[0]) for title in titles)


def _is_plural(noun: str) -> bool:
    return noun.endswith(("s", "men", "people")) and not noun.endswith("ss")


def _is_whole_name(page: Page, name: Mention) -> bool:
    """True for a body, and for a person whose name has no title in it: nouns in these are no roles."""
    first = folded(name.span.of(page.text)).split()[0]
    return name.label == "ORG" or not any(p.fullmatch(first) for p in (lexicon().offices, lexicon().ranks))


def _masked(words: str, names: Iterable[Span]) -> str:
    """`words` in lower case with names blotted out, so that "Department of Defence spokesman" has no tail."""
    masked = folded(words)
    for name in names:
        masked = masked[: name.start] + "x" * len(name) + masked[name.end :]
    return masked


def _head(text: str, nouns: list[Span]) -> Span | None:
    """The noun that heads the phrase: the last before the first preposition or comma, else the first of all.

    Of a body's phrase ("the family of a soldier") only what stands behind a comma counts.
    """
    tail = TAIL.search(text)
    edge = tail.start() if tail else len(text)
    inside = [n for n in nouns if n.end <= edge]
    if inside:
        return inside[-1]
    if lexicon().bodies.fullmatch(head_noun(text)):
        nouns = [n for n in nouns if "," in text[: n.start]]
    return nouns[0] if nouns else None


def _belongs(head: str, match: re.Match[str]) -> bool:
    """True when a country's name qualifies another noun: "U.S. officials", "president of Kenya"."""
    after = head[match.end() :]
    if OF.search(head[: match.start()]):
        return True
    return bool(re.match(r"(?:'s|’s|'|’)?\s+\w", after)) and not re.match(r"\s+(?:and|or)\b", after)


def _is_unnamed(text: str) -> bool:
    """True for a phrase whose head is a common noun for persons, or an office that more than one may hold."""
    known, core = lexicon(), _core(text)
    if known.bodies.fullmatch(head_noun(text)):
        return False
    nouns = [n for n in _nouns(core, (known.persons, known.offices, known.ranks)) if _stands(core, n)]
    if not nouns or _is_proper(text, nouns[-1].of(core)):
        return False
    noun = nouns[-1].of(core)
    if known.persons.fullmatch(noun):
        return True
    return core.split()[0] in known.indefinite or (_is_plural(noun) and not folded(text).startswith("the "))


def _is_proper(text: str, noun: str) -> bool:
    """True when the noun is written as part of a name ("General Workers"), with a capital inside the phrase."""
    found = re.search(re.escape(noun), text, re.IGNORECASE) if noun else None
    return found is not None and found[0][:1].isupper() and found.start() > 0


def _asks_anonymity(page: Page, speaker: Span) -> bool:
    """True when the rest of the speaker's sentence, outside quotations, says that no name may be given."""
    text, known = folded(speaker.of(page.text)), lexicon()
    if known.bodies.fullmatch(head_noun(text)):
        return False
    if page.named(speaker, ("ORG", "GPE")) and not known.persons.search(text):
        return False
    end = max(speaker.end, min(page.around(speaker).end, speaker.end + CLAUSE))
    found = known.anonymity.search(folded(page.text[speaker.start : end]))
    return found is not None and page.quotation(Span(*found.span()).shifted(speaker.start)) is None
