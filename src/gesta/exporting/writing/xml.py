"""Text that may stand in XML."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML 1.0 has not


def writable(text: str) -> str:
    """The text with a replacement sign for each character that no XML file may hold; markup is not escaped."""
    return _FORBIDDEN.sub("\ufffd", text)
