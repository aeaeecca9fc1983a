"""Newswire XML: NewsML-G2 items (with NITF, HTML or plain text in them) and NITF, one or many a file.

https://iptc.org/standards/newsml-g2/ and https://iptc.org/standards/nitf/. No DTD is loaded, no entity followed.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from gesta.errors import FormatError
from gesta.formats._building import Found, build
from gesta.formats._decoding import HEAD
from gesta.formats._limits import MOST_FILE
from gesta.formats._markup import NEWSWIRE_ROOTS, local_name, root_name, words
from gesta.formats.format import Format, Input, Placed
from gesta.nouns.provenance import Provenance

MOST_ITEM = MOST_FILE
"""Bytes between the ends of two items: one item is kept in memory, and must fit."""

_ITEMS = frozenset({"newsitem", "nitf"})
_WITHDRAWN = ("canceled", "cancelled", "withheld")
_NO_WORDS = "give its text; pictures, films and packages hold none"


def read(given: Input) -> Iterator[Placed | FormatError]:
    """One report an item, in order. An item without words, or withdrawn, is an error and the next goes on.

    XML that is not well-formed is an error that ends the file. Raises FormatError when no item is found at all.
    """
    none = True
    try:
        for item in _items(given):
            none = False
            yield _report(given, item)
            _forget(item)
    except etree.XMLSyntaxError as error:
        none = False
        message = f"broken XML: {error.msg}; nothing after it was read"
        yield FormatError(message, path=given.path, line=error.lineno, remedy="mend or fetch the file anew")
    if none:
        raise FormatError("no newsItem and no nitf element", path=given.path, remedy="give NewsML-G2 or NITF")


def _items(given: Input) -> Iterator[etree._Element]:
    """Each outermost item as soon as it is whole. Raises FormatError when one outgrows `MOST_ITEM`."""
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    open_items, since = 0, 0
    broken: etree.XMLSyntaxError | None = None
    while broken is None and (chunk := given.bytes.read(HEAD)):
        broken = _fed(parser, chunk)
        since += len(chunk)
        for event, element in parser.read_events():
            if local_name(element) in _ITEMS:
                open_items += 1 if event == "start" else -1
                if event == "end" and open_items == 0:
                    since = 0
                    yield element
        if since > MOST_ITEM:
            raise FormatError(f"an item of more than {MOST_ITEM // 2**20} MB", path=given.path, remedy="cut it up")
    if broken is not None:
        raise broken
    parser.close()


def _fed(parser: etree.XMLPullParser, chunk: bytes) -> etree.XMLSyntaxError | None:
    """What is wrong with the chunk: known only after the items that stand before it in the chunk are read."""
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _forget(item: etree._Element) -> None:
    """Frees the item and what stands before it, so that a long file takes no more memory than its longest item."""
    item.clear()
    while item.getprevious() is not None:
        del item.getparent()[0]


def _report(given: Input, item: etree._Element) -> Placed | FormatError:
    line = item.sourceline
    try:
        _check(given.path, item, line)
        found = _nitf(given.path, item) if local_name(item) == "nitf" else _news_item(given.path, item)
        place = f"{given.path}:{line}"
        return Placed(build(found, given.hints), line, Provenance(place, licence=_licence(item)))
    except FormatError as error:
        return error


def _check(path: str, item: etree._Element, line: int) -> None:
    """Raises FormatError for an item that its agency withdrew and for one that holds entities of its own."""
    status = _attribute(item, "pubstatus", "qcode") or ""
    if status.rpartition(":")[2].lower() in _WITHDRAWN:
        raise FormatError(f"the agency withdrew this item ({status})", path=path, line=line, remedy="leave it out")
    entity = next(item.iter(etree.Entity), None)
    if entity is not None:
        message = f"the item uses the entity {entity.text}, which is not looked up"
        raise FormatError(message, path=path, line=line, remedy="write the characters themselves")


def _news_item(path: str, item: etree._Element) -> Found:
    """A NewsML-G2 item. The date is that of the version sent; when it says none, that of the first version."""
    inner = next((e for e in item.iter() if local_name(e) == "nitf"), None)
    body = inner if inner is not None else _first(item, "inlinexml", "inlinedata")
    text = _nitf_text(inner) if inner is not None else _words(body)
    if not text:
        said = _attribute(item, "itemclass", "qcode")
        message = "the item holds no text" + (f" ({said})" if said else "")
        raise FormatError(message, path=path, line=item.sourceline, remedy=_NO_WORDS)
    return Found(
        path,
        text,
        item.sourceline,
        title=_words(_first(item, "headline")) or _words(_first(item, "hl1")) or None,
        publisher=_provider(item),
        published=_words(_first(item, "versioncreated")) or _words(_first(item, "firstcreated")) or None,
        url=_address(item.get("guid")),
        language=_language(body),
    )


def _nitf(path: str, item: etree._Element) -> Found:
    """An NITF document. The date is that of issue; when it says none, of release, or of the publication's head."""
    dates = [("date.issue", "norm"), ("date.release", "norm"), ("pubdata", "date.publication")]
    return Found(
        path,
        _nitf_text(item),
        item.sourceline,
        title=_words(_first(item, "hl1")) or _words(_first(item, "title")) or None,
        publisher=_attribute(item, "pubdata", "name") or _words(_first(item, "distributor")) or None,
        published=next((said for name, key in dates if (said := _attribute(item, name, key))), None),
        url=_address(_attribute(item, "pubdata", "ex-ref")),
        language=_language(item),
    )


def _nitf_text(item: etree._Element) -> str:
    """The dateline, on a line of its own, and the body."""
    parts = [_words(_first(item, "dateline")), _words(_first(item, "body.content"))]
    return "\n".join(part for part in parts if part)


def _provider(item: etree._Element) -> str | None:
    """The name of the provider, or its literal or code: "Sahel Wire", "nprov:SW"."""
    provider = _first(item, "provider")
    if provider is None:
        return None
    name = _words(_first(provider, "name")) or provider.get("literal") or provider.get("qcode")
    return str(name) if name else None


def _language(element: etree._Element) -> str | None:
    """The language that the element, or one around it, is said to be in."""
    while element is not None:
        if said := element.get("{http://www.w3.org/XML/1998/namespace}lang"):
            return str(said)
        element = element.getparent()
    return None


def _licence(item: etree._Element) -> str | None:
    """What the item says on rights: terms of use, else the copyright."""
    said = (_words(_first(item, name)) for name in ("usageterms", "copyrightnotice"))
    return next(filter(None, said), None) or _attribute(item, "doc.copyright", "holder")


def _address(said: str | None) -> str | None:
    """An identifier when it is a web address."""
    return said if said and said.startswith(("http://", "https://")) else None


def _first(item: etree._Element, *names: str) -> etree._Element | None:
    return next((element for element in item.iter() if local_name(element) in names), None)


def _attribute(item: etree._Element, name: str, key: str) -> str | None:
    element = _first(item, name)
    said = None if element is None else element.get(key)
    return str(said) if said else None


def _words(element: etree._Element | None) -> str:
    return "" if element is None else words(element)


def sniff(head: str) -> bool:
    """True when the first element is that of newswire XML."""
    return root_name(head) in NEWSWIRE_ROOTS


FORMAT = Format(
    name="newsml",
    suffixes=(".nitf", ".newsml", ".xml"),
    description="newswire XML: NewsML-G2 and NITF, one item or many a file",
    read=read,
    sniff=sniff,
)
