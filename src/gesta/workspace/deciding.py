"""People's word on incidents: which are the same, which are not, and what they take back. Pure: judgements come out."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gesta.errors import WorkspaceError
from gesta.nouns.incident import Incident
from gesta.nouns.judgement import ID_DIGITS, Judgement, Verdict
from gesta.nouns.review import CorrectedField, Correction

USER = "GESTA_USER"
"""The variable that names the user where the login does not say who it is."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides, when (UTC) and, in their own words, why."""

    name: str
    made: datetime
    comment: str | None = None

    @property
    def by(self) -> str:
        """As judgements write it."""
        return f"person:{self.name}"


def user_name(given: str | None = None) -> str:
    """The name given, else that of GESTA_USER, else the login's. Raises WorkspaceError when nobody can be named."""
    try:
        name = given or os.environ.get(USER) or getpass.getuser()
    except (OSError, KeyError) as error:
        raise WorkspaceError(f"who decides is not known – give --by NAME or set {USER}") from error
    return name.strip()


def merged(one: Incident, other: Incident, author: Author) -> list[Judgement]:
    """The judgement that two incidents are one. Raises WorkspaceError when they are one already."""
    if one.id == other.id:
        raise WorkspaceError(f"{one.id} is one incident already: give two to merge")
    return [_judgement(one.episodes[0], other.episodes[0], "same", author)]


def split(incident: Incident, away: Sequence[str], author: Author) -> list[Judgement]:
    """The judgements that the episodes told of by `away` (ids of episodes or of reports) are another incident.

    Each pair across the cut is held not to be the same. Raises WorkspaceError when nothing or everything is taken out,
    and for an id that the incident does not have.
    """
    out = {episode for wanted in away for episode in _episodes(incident, wanted)}
    left = [episode for episode in incident.episodes if episode not in out]
    if not out or not left:
        raise WorkspaceError(f"{incident.id}: a split takes some of its episodes out, not {'all' if out else 'none'}")
    return [_judgement(one, other, "not", author) for one in left for other in sorted(out)]


def withdrawn(judgements: Iterable[Judgement], author: Author) -> list[Judgement]:
    """The judgements that take these back; a merge or a split is taken back as a whole."""
    return [replace(j, by=author.by, made=author.made, comment=author.comment, withdrawn=True) for j in judgements]


def last_words(judgements: Iterable[Judgement], by: str) -> list[Judgement]:
    """What a person judged last and has not taken back: all judgements of that one moment; empty when there is none."""
    standing: dict[tuple[str, str, str], list[Judgement]] = {}
    for judgement in sorted((j for j in set(judgements) if j.by == by and j.made), key=_age):
        words = standing.setdefault((judgement.matter, judgement.left, judgement.right), [])
        if not judgement.withdrawn:
            words.append(judgement)
        elif words:
            words.pop()
    tops = [words[-1] for _, words in sorted(standing.items()) if words]
    last = max((judgement.made for judgement in tops if judgement.made), default=None)
    return [judgement for judgement in tops if judgement.made == last]


def undoing(correction: Correction, author: Author) -> Correction:
    """The correction that takes this one back."""
    return Correction(
        correction_id(correction.anchor, correction.field, None, author),
        correction.anchor,
        correction.field,
        value=None,
        before=None,
        by=author.name,
        made=author.made,
        comment=author.comment,
        undoes=correction.id,
    )


def correction(anchor: str, field: CorrectedField, value: Any, before: Any, author: Author) -> Correction:
    """A person's word on one field of the event at an anchor; `before` is what the machine says there."""
    key = correction_id(anchor, field, value, author)
    return Correction(key, anchor, field, value, before, author.name, author.made, author.comment)


def correction_id(anchor: str, field: CorrectedField, value: Any, author: Author) -> str:
    """A digest of what was corrected, to what, by whom and when."""
    content = json.dumps([anchor, field, value, author.name, author.made.isoformat()], sort_keys=True)
    return hashlib.sha256(content.encode("ascii")).hexdigest()[:ID_DIGITS]


def _age(judgement: Judgement) -> tuple[str, str]:
    return (judgement.made.isoformat() if judgement.made else "", judgement.id)


def _judgement(one: str, other: str, verdict: Verdict, author: Author) -> Judgement:
    left, right = sorted((one, other))
    score = 1.0 if verdict == "same" else 0.0
    return Judgement(left, right, verdict, score, author.by, made=author.made, comment=author.comment)


def _episodes(incident: Incident, wanted: str) -> list[str]:
    """The incident's episodes of that id, or of the report with that id or key."""
    keys = {card.key for card in incident.cards if wanted in (card.id, card.key)}
    found = [episode for episode in incident.episodes if episode == wanted or episode.rpartition(":")[0] in keys]
    if not found:
        reports = ", ".join(sorted(card.id for card in incident.cards))
        raise WorkspaceError(f"{incident.id} has no report or episode {wanted!r}; its reports are {reports}")
    return found
