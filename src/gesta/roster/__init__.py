"""The roster: who acts in the news – states, bodies, groups, parties, people, media – as readable files and an index.

`load` gives the index, read once; `find` on it answers a name. The files lie in folders by kind beside this module.
"""

from gesta.roster.entry import Affiliation, Entry
from gesta.roster.index import Match, Roster, load

__all__ = ["Affiliation", "Entry", "Match", "Roster", "load"]
