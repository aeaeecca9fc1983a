"""Gesta reads news reports on conflict: who did what to whom, where, when, at what human cost – and who says so.

    >>> import gesta
    >>> coded = gesta.code("Rebels shelled the port of Ras Dumair on Sunday, the army said.", published="2019-03-12")
    >>> coded.events, coded.claims, coded.to_dict()

This page is the façade: every name a user needs, and nothing else.
"""

from gesta.coding import happenings
from gesta.errors import CodingError, FormatError, GestaError, LanguageError, OntologyError, ReaderError
from gesta.formats import Hints, known_formats, read_reports
from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, Filler, Link
from gesta.nouns.happening import Happening
from gesta.nouns.mention import Mention
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.report import Report
from gesta.nouns.resolution import Resolution
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.pipeline import Coder, code, code_report
from gesta.spans import Span
from gesta.version import VERSION

__version__ = VERSION

__all__ = [
    "Actor",
    "Claim",
    "Coded",
    "Coder",
    "CodingError",
    "Event",
    "Filler",
    "FormatError",
    "Gap",
    "GestaError",
    "Happening",
    "Hints",
    "LanguageError",
    "Link",
    "Mention",
    "OntologyError",
    "Place",
    "ReaderError",
    "Report",
    "Resolution",
    "Resolved",
    "Sentence",
    "Span",
    "Speaker",
    "Toll",
    "When",
    "__version__",
    "code",
    "code_report",
    "happenings",
    "known_formats",
    "read_reports",
]
