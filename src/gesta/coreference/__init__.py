"""Coreference: which fuller phrase a pronoun stands for, where the text makes it plain; else nothing.

`refer` is asked once for a report, before coding and attributing, which both use its answer.
"""

from gesta.coreference.phrases import phrases
from gesta.coreference.pronouns import refer

__all__ = ["phrases", "refer"]
