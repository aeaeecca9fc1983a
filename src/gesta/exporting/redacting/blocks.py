"""Characters that stand where words were, one for one, so that every offset into a report's text still holds."""

from __future__ import annotations

import re

REDACTED = "█"  # words taken out because they would harm somebody
UNQUOTED = "░"  # words left out because the text is the publisher's
WITHHELD = "withheld"  # stands for a publisher or speaker who is not to be named

_WORDS = re.compile(r"\S")
_BLANK = re.compile(f"[\\s{UNQUOTED}]*")


def unquoted(text: str) -> str:
    """The text with every character but white space replaced: its lines and lengths stay."""
    return _WORDS.sub(UNQUOTED, text)


def is_blank(text: str) -> bool:
    """True for a text of which nothing is given: empty, or only left-out characters."""
    return _BLANK.fullmatch(text) is not None
