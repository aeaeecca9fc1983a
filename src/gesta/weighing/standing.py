"""The standing of a statement: whether an official, a medical or a party's voice makes it.

A statement in the report's own voice has the standing of its publisher: a ministry's press release is official.
"""

from __future__ import annotations

from gesta.lexicon import pattern, words
from gesta.nouns.episode import Statement

_HERE = "gesta.weighing"
_WHOLE = r"\b(?:{})s?\b"


def is_official(statement: Statement) -> bool:
    """True when somebody speaks for a state or a body that states set up.

    What a militia's own outlet puts in the mouth of its commanders is not official; what an office says by way of "a
    provisional report", or as "we", is.
    """
    official = is_official_publisher(statement.card.publisher)
    if statement.voice is None:
        return official
    if _named(statement.card.publisher, "parties"):
        return False
    own = statement.voice.words.text.casefold() in words(_HERE, "publishers", "own")
    paper = own or pattern(_HERE, "publishers", "papers", _WHOLE).search(statement.voice.words.text) is not None
    return statement.voice.official or (official and paper)


def is_medical(statement: Statement) -> bool:
    """True when somebody speaks who counts the dead and wounded in their care."""
    if statement.voice:
        return statement.voice.medical
    return _named(statement.card.publisher, "medical") and not _named(statement.card.publisher, "not")


def is_official_publisher(publisher: str | None) -> bool:
    """True for a ministry, an army, a mission that publishes its own words; not for a militia's media office."""
    return _named(publisher, "official") and not _named(publisher, "not") and not _named(publisher, "parties")


def _named(publisher: str | None, kind: str) -> bool:
    return publisher is not None and pattern(_HERE, "publishers", kind, _WHOLE).search(publisher) is not None
