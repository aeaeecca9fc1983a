"""Characters that stand where words were, one for one, so that every offset into a report's text still holds."""

from __future__ import annotations

import re

REDACTED = "█"  # words taken out because they would harm somebody
UNQUOTED = "░"  # words left out because the text is the publisher's
WITHHELD = "withheld"  # stands for a publisher or speaker who is not to be named

_WORDS = re.compile(r"\S")
ELLIPSIS = "…"  # stands in a quotation where words are left out
_BLANK = re.compile(f"[\\s{UNQUOTED}{ELLIPSIS}]*")


def unquoted(text: str) -> str:
    """The text with every character but white space replaced: its lines and lengths stay."""
    return _WORDS.sub(UNQUOTED, text)


def is_blank(text: str) -> bool:
    """True for a text of which nothing is given: empty, or only signs of what is left out."""
    return _BLANK.fullmatch(text) is not None
