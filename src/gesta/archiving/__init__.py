"""Archived pages: found again by their place, checked against their SHA-256, and packed as WACZ to be passed on."""

from __future__ import annotations

from gesta.archiving.checking import faults
from gesta.archiving.finding import Folders, Place
from gesta.archiving.packing import Packed, Wanted, pack

__all__ = ["Folders", "Packed", "Place", "Wanted", "faults", "pack"]
