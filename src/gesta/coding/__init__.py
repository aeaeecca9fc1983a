"""Coding: from what the network read to events and links. The reader proposes; the rules here decide, and say why.

names      pieces of one name put together; its kind where the reference tables leave no doubt
triggers   which words are events, and of what type
everyday   sport and accidents, in which a "shot" is no violence
roles      who, whom, where, when, with what
status     whether it happened
tolls      how many were harmed, as said (numbers, people: the grammar behind it)
counts     whether a mention sums several happenings
orders     who ordered it
identity   which mentions are one happening, which a part of another
links      what answers what, what is about what
happenings the mentions of one report brought together, for people to read
"""

from gesta.coding.events import code
from gesta.coding.happenings import happenings
from gesta.coding.identity import pair_scores
from gesta.coding.names import settled

__all__ = ["code", "happenings", "pair_scores", "settled"]
