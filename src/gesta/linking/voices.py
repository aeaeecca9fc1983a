"""Who speaks in a claim, and whether it is an official or a medical voice: toll rules prefer the figures of those.

By the words of the speaker and of the phrase it stands for, and by the sector of the actor that it denotes. A rebel
commander is no official. The words stand in voices.toml.
"""

from __future__ import annotations

from gesta.lexicon import pattern, words
from gesta.linking.script import Script
from gesta.nouns.claim import Claim
from gesta.nouns.episode import Voice
from gesta.nouns.referent import Actor, Gap, Resolved
from gesta.spans import Span

_HERE = "gesta.linking"
_WHOLE = r"\b(?:{})s?\b"


def voice_of(script: Script, claim: Claim) -> Voice:
    """The voice of a claim, by the fuller phrase where the speaker is a pronoun or a short form."""
    speaker = claim.speaker
    shown = speaker.referent or speaker.span
    said = f"{speaker.span.of(script.text)} {shown.of(script.text)}"
    actor = script.actor(speaker.span, speaker.referent)
    medical = _medical(said, actor) or _keeps(script, shown)
    official = _official(said, actor)
    return Voice(script.evidence(shown), actor, speaker.anonymous, official and not medical, medical)


def named_voice(script: Script, speaker: Span) -> Voice:
    """The voice of somebody named by words that are no claim: "the county's list"."""
    said, actor = speaker.of(script.text), script.actor(speaker)
    medical = _medical(said, actor)
    return Voice(script.evidence(speaker), actor, False, _official(said, actor) and not medical, medical)


def _keeps(script: Script, shown: Span) -> bool:
    """True for "the director" in a sentence about a hospital."""
    said = shown.of(script.text)
    keeper = pattern(_HERE, "voices", "medical.keepers", r"^(?:{})$").match(said) is not None
    return (
        keeper and pattern(_HERE, "voices", "medical.houses").search(script.sentence(shown).of(script.text)) is not None
    )


def _official(said: str, actor: Resolved[Actor] | Gap) -> bool:
    if pattern(_HERE, "voices", "official.not").search(said) or _in_sector(actor, "official.opposed"):
        return False
    return (
        _in_sector(actor, "official.sectors")
        or pattern(_HERE, "voices", "official.words", _WHOLE).search(said) is not None
    )


def _medical(said: str, actor: Resolved[Actor] | Gap) -> bool:
    return (
        _in_sector(actor, "medical.sectors")
        or pattern(_HERE, "voices", "medical.words", _WHOLE).search(said) is not None
    )


def _in_sector(actor: Resolved[Actor] | Gap, row: str) -> bool:
    return isinstance(actor, Resolved) and actor.value.sector in words(_HERE, "voices", row)
