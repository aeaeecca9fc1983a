"""Pieces of markup: which element a file begins with, and the words of an element as paragraphs."""

from __future__ import annotations

import re

from lxml import etree, html  # type: ignore[import-untyped]

FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
"""Root elements, in small letters, of RSS 0.9 to 2.0 and of Atom."""

NEWSWIRE_ROOTS = frozenset({"newsitem", "newsmessage", "nitf", "newsml"})
"""Root elements, in small letters, of NewsML-G2, NITF and NewsML 1."""

_ROOT = re.compile(
    r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*+(?:\[.*?\])?[^>]*+>)\s*+)*+<([\w:.-]+)", re.IGNORECASE | re.DOTALL
)
_LOOKED_AT = 20_000
"""Characters: licences and comments above the root element stay under it."""

_SPACE = re.compile(r"\s+")
_BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hl1"
    " hl2 hr li main media nitf ol p pre section table tbody td th thead tr ul block body.content dateline".split()
)
_UNREAD = frozenset("script style template noscript iframe object svg math media head figure form button".split())


def root_name(head: str) -> str:
    """The local name, in small letters, of the first element of an XML text; empty when it begins otherwise."""
    found = _ROOT.match(head[:_LOOKED_AT].removeprefix("\ufeff"))
    return found[1].rpartition(":")[2].lower() if found else ""


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, in small letters; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def fragment_words(markup: str) -> str:
    """The words of a piece of HTML, one paragraph a line; markup that is none is read as words."""
    try:
        return words(html.fromstring(f"<div>{markup}</div>"))
    except (etree.LxmlError, ValueError):
        return _SPACE.sub(" ", markup).strip()


def words(element: etree._Element) -> str:
    """The words of an element, one paragraph a line, without scripts, pictures and their captions."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        name = local_name(node)
        parts.append("\n" if name in _BLOCKS else "")
        if event == "start" and name in _UNREAD:
            walk.skip_subtree()
        elif event == "start":
            parts.append(_SPACE.sub(" ", node.text or ""))
        if event != "start" and node is not element:
            parts.append(_SPACE.sub(" ", node.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
