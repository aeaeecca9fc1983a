"""The picture of the first page: a report as `gesta show` marks it, drawn as SVG by rich."""

from __future__ import annotations

import io
import re
from html import unescape

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from gesta import read_reports
from gesta.errors import FormatError
from gesta.pipeline import code_report
from gesta.telling import terminal

REPORT = "docs/examples/toll.txt"
WIDTH = 92  # columns: fits the width of a page without being made smaller
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def drawn() -> str:
    """The picture as SVG. It loads nothing from elsewhere: the fonts that rich would fetch are left out."""
    console = _drawn_on()
    svg = console.export_svg(title=f"gesta show {REPORT}", theme=DEFAULT_TERMINAL_THEME, unique_id="gesta")
    return _FONTS.sub("", svg)


def words(svg: str) -> str:
    """The words in a picture of this kind, white space made single: what must be current whatever drew it."""
    found = (re.sub(r"<[^>]+>", "", text) for text in _TEXT.findall(svg))
    return " ".join(unescape(" ".join(found)).split())


def _drawn_on() -> Console:
    [report] = read_reports([REPORT])
    if isinstance(report, FormatError):
        raise report
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(terminal.shown(code_report(report)), highlight=False)
    return console
