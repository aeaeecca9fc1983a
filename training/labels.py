"""The label sets of the reader, in the order of the network's outputs. The order is part of the weights."""

from __future__ import annotations

from collections.abc import Sequence

ENTITIES = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "WEA", "TIME")
STANCES = ("asserts", "confirms", "denies", "alleges", "claims", "believes", "declines")
STATUSES = ("actual", "future", "possible", "negated")
ROLES = ("actor", "target", "victim", "place", "time", "weapon", "count")
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT HARM"
).split()
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "AID": "military humanitarian economic",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove allege investigate",
    "REJECT": "assist change yield meet",
    "THREATEN": "violence restrict relations expel arrest territory",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold cyber misinformation",
    "ASSAULT": "clash aerial drone heavy-weapons firearms explosives suicide-attack abduct beat torture sexual "
    "targeted destroy primitive crowd-control unconventional",
    "HARM": "kill injure displace missing",
}
# "" stands for "none of its modes" of whichever type: one output serves all types.
TYPED_MODES: tuple[tuple[str, str], ...] = (("", ""), *((t, m) for t in TYPES for m in MODES.get(t, "").split()))
RELATIONS = ("", "part", "part_back", "response", "response_back", "about", "about_back")


def bio(labels: Sequence[str]) -> list[str]:
    """Outputs of a tagger over `labels`: O, then B and I of each."""
    return ["O", *(f"{tag}-{label}" for label in labels for tag in "BI")]
