"""The phrases of a reading that a pronoun is, or may stand for: who acts, who suffers, who speaks."""

from __future__ import annotations

from gesta.nouns.mention import Mention, Reading

PARTIES = frozenset({"actor", "target", "victim"})


def phrases(reading: Reading) -> tuple[Mention, ...]:
    """Every actor, target, victim and best speaker of the reading, once each, in order; `label` is the role."""
    found = [role for trigger in reading.triggers for role in trigger.roles if role.label in PARTIES]
    found += [Mention(cue.speakers[0].span, "speaker", cue.speakers[0].score) for cue in reading.cues if cue.speakers]
    best: dict[object, Mention] = {}
    for mention in sorted(found, key=lambda m: (m.label not in ("actor", "speaker"), m.label, -m.score)):
        best.setdefault(mention.span, mention)
    return tuple(sorted(best.values(), key=lambda m: m.span))
