"""What speakers and parties are called in an account: a pronoun that stands for nobody known is told as that."""

from __future__ import annotations

from collections.abc import Iterable

from gesta.lexicon.numbers import figure
from gesta.lexicon.phrases import pronoun_kind
from gesta.nouns.episode import Voice
from gesta.nouns.referent import Resolved
from gesta.telling.account import readable
from gesta.telling.denoting import actor_words
from gesta.telling.vocabulary import words
from gesta.weighing.wording import lowered

THE_REPORT = "the report itself"


def speaker_line(voice: Voice | None) -> str:
    """Who speaks, with what the words denote; the report itself where nobody is named."""
    if voice is None:
        return THE_REPORT
    said = " ".join(voice.words.text.split())
    known = actor_words(voice.actor, (said,)) if isinstance(voice.actor, Resolved) else None
    if known is None and (unnamed := _unnamed(said)):
        return readable(unnamed)
    return readable(f"{said}{f' → {known}' if known else ''}{' (not named)' if voice.anonymous else ''}")


def party_line(said: str) -> str:
    """What somebody in a role is called: the name or the words, as they stand within a line."""
    tidy = " ".join(said.split())
    return readable(_unnamed(tidy) or lowered(tidy))


def parties_line(names: Iterable[str]) -> str:
    """Several of one role, each once; pronouns and bare numbers only where nobody is told in fuller words."""
    told = list(dict.fromkeys(" ".join(name.split()) for name in names))
    fuller = [name for name in told if pronoun_kind(name) is None and not _is_number(name)]
    return "; ".join(dict.fromkeys(party_line(name) for name in fuller or told))


def _unnamed(said: str) -> str | None:
    """ "an unnamed man (“he”)" for a pronoun, None for any other words."""
    kind = pronoun_kind(said)
    return f"{words('unnamed')[kind]} (“{said}”)" if kind else None


def _is_number(said: str) -> bool:
    counted = figure(said)
    return counted is not None and not said[counted.end :].strip()
