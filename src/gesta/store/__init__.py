"""The store: all that a workspace knows, in one SQLite file or in PostgreSQL. It knows the nouns and nothing else."""

from gesta.store.opening import FILE, Store, open_store
from gesta.store.outlined import OutlineView
from gesta.store.outside import Kept, OutsideView
from gesta.store.search import Hit
from gesta.store.view import View
from gesta.store.writer import Writer

__all__ = ["FILE", "Hit", "Kept", "OutlineView", "OutsideView", "Store", "View", "Writer", "open_store"]
