"""The workspace: a store and a coder, which together ingest, link, review and code anew.

    arrivals → coded in batches → stored (ingesting) → compared (comparing) → regrouped (regrouping) → incidents

Killed at any moment, it loses no report and doubles none; the order and the batches in which reports come change no
incident. `boundary` is the one place where every error is caught.
"""

from gesta.workspace.deciding import Author, user_name
from gesta.workspace.ingesting import Arrival, Taken
from gesta.workspace.recoding import Recoded
from gesta.workspace.workspace import Workspace, by_rule

__all__ = ["Arrival", "Author", "Recoded", "Taken", "Workspace", "by_rule", "user_name"]
