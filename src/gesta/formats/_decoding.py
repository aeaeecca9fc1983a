"""From bytes to text: the encoding, the line endings, and a plain refusal of what is no text."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gesta.errors import FormatError
from gesta.formats._limits import MOST_FILE, MOST_LINE
from gesta.formats.format import Input

HEAD = 2**18
"""Bytes looked at to choose an encoding and a format: enough for the page heads of real news sites."""

MOST_FOREIGN_BYTES = 0.1
"""Share of bytes beyond ASCII up to which a text may be Windows-1252: English has few, another alphabet has most."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BEYOND = re.compile(r"[^\x00-\x7f]")
_TYPOGRAPHY = frozenset("–—‘’“”„…•€£§°´«»·\xa0¡¿½¼¾®©™†‹›¢¥ªº×")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a stream, without its line ending, and its number from 1; `error` when it could not be decoded."""

    number: int
    text: str
    error: FormatError | None = None


def whole_text(given: Input) -> str:
    """The text of the whole input, line endings turned to ``\\n``, without a byte order mark. Raises FormatError."""
    return normal(decode(given.path, whole_bytes(given), given.hints.encoding))


def whole_bytes(given: Input) -> bytes:
    """All bytes of the input. Raises FormatError when they are too many or plainly no text."""
    content = given.bytes.read(MOST_FILE + 1)
    if len(content) > MOST_FILE:
        raise FormatError(
            f"larger than {MOST_FILE // 2**20} MB", path=given.path, remedy="cut it up, or give it as JSONL or CSV"
        )
    _refuse_binary(given, content)
    return content


def normal(text: str) -> str:
    """`text` with every line ending turned to ``\\n`` and a leading byte order mark removed; nothing else changed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _refuse_binary(given: Input, content: bytes) -> None:
    """Raises FormatError when `content` begins like a known kind of binary file or holds NUL bytes."""
    for begins, name, remedy in _kinds():
        if content.startswith(begins):
            raise FormatError(f"this is {name}, not text", path=given.path, remedy=remedy)
    if b"\0" in content and not _is_wide(given, content):
        remedy = "give a text file; UTF-16 needs a byte order mark"
        raise FormatError("binary content (NUL bytes), not text", path=given.path, remedy=remedy)


def _is_wide(given: Input, content: bytes) -> bool:
    """True when a character takes two bytes or four: then NUL bytes are no sign of binary content."""
    return (given.hints.encoding or _bom(content)).lower().replace("_", "-").startswith(("utf-16", "utf-32"))


@cache
def _kinds() -> tuple[tuple[bytes, str, str], ...]:
    table = tomllib.loads(files(__package__).joinpath("binaries.toml").read_text(encoding="utf-8"))
    return tuple((bytes.fromhex(kind["begins"]), kind["name"], kind["remedy"]) for kind in table["kind"])


def _bom(content: bytes) -> str:
    return next((encoding for mark, encoding in _BOMS if content.startswith(mark)), "")


def decode(path: str, content: bytes, encoding: str | None = None, line: int | None = None) -> str:
    """`content` as text: in `encoding` when given, else by byte order mark, as UTF-8, or as plain Windows-1252.

    Raises FormatError when that cannot be done with confidence: a wrong letter in a name is worse than a refusal.
    """
    chosen = encoding or _bom(content) or "utf-8"
    try:
        return content.decode(chosen)
    except LookupError:
        raise FormatError(
            f"unknown encoding {chosen!r}", path=path, line=line, remedy="use a name such as cp1252"
        ) from None
    except UnicodeError as error:
        western = None if encoding or _bom(content) else _western(content)
        if western is None:
            raise _undecodable(path, content, _problem(chosen, error), line) from None
        return western


def _western(content: bytes) -> str | None:
    """`content` read as Windows-1252 when nothing speaks against that, such as valid UTF-8 in it; else None."""
    if _is_foreign(content) or not content.decode("utf-8", "ignore").isascii():
        return None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _is_doubtful(text) else text


def _is_foreign(content: bytes) -> bool:
    """True when bytes beyond ASCII are so many that the text is not mainly in plain Latin letters."""
    return len(content.translate(None, bytes(range(128)))) > MOST_FOREIGN_BYTES * len(content)


def _is_doubtful(text: str) -> bool:
    """True when the letters beyond ASCII stand as no Western language puts them ("NigeriaÕs", "Wa³êsa")."""
    return any(_odd(text, found.start()) for found in _BEYOND.finditer(text))


def _odd(text: str, at: int) -> bool:
    before, here, after = text[at - 1 : at], text[at], text[at + 1 : at + 2]
    if here == "€":
        return before.isalpha()
    if here in _TYPOGRAPHY:
        return False
    if not here.isalpha():
        return True
    return here.isupper() and before.islower() and (after.islower() or not after.isalpha())


def _problem(encoding: str, error: UnicodeError) -> str:
    at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
    return f"not valid {encoding.upper().replace('-SIG', '')}{at}"


def _undecodable(path: str, content: bytes, problem: str, line: int | None) -> FormatError:
    guess = _guess(content)
    return FormatError(
        problem + (f"; it may be {guess}" if guess else ""),
        path=path,
        line=line,
        remedy=f"convert it with: iconv -f {guess or 'ITS-ENCODING'} -t utf-8",
    )


def _guess(content: bytes) -> str | None:
    """The likeliest encoding by charset-normalizer, for the remedy only; None when too few bytes tell."""
    if not _is_foreign(content):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(content[:HEAD]).best()
    return best.encoding.replace("_", "-") if best and best.encoding not in ("utf_8", "ascii") else None


def head(given: Input) -> str:
    """The first characters of the input, read without moving on: for sniffing, so undecodable bytes are replaced."""
    content = given.bytes.peek(HEAD)[:HEAD]
    encoding = given.hints.encoding or _bom(content) or "utf-8"
    try:
        return normal(content.decode(encoding, "replace"))
    except LookupError:
        return normal(content.decode("utf-8", "replace"))


def lines(given: Input) -> Iterator[Line]:
    """The lines of a stream, decoded one by one, so that a bad byte spoils one line only.

    Raises FormatError when the stream is no text at all. A line above `MOST_LINE` bytes is an error and is skipped.
    """
    content = given.bytes.peek(HEAD)[:HEAD]
    _refuse_binary(given, content)
    if _is_wide(given, content):
        yield from _wide_lines(given)
        return
    encoding = given.hints.encoding or _narrow(content)
    number = 0
    while raw := given.bytes.readline(MOST_LINE + 1):
        number += 1
        if len(raw) > MOST_LINE:
            _skip_rest(given, raw)
            yield Line(number, "", _too_long(given.path, number))
        else:
            yield _decoded(given.path, number, raw, encoding)


def _wide_lines(given: Input) -> Iterator[Line]:
    """Lines of UTF-16 and UTF-32, whose line ends are no single bytes: read whole."""
    for number, text in enumerate(whole_text(given).split("\n"), start=1):
        yield Line(number, text)


def _narrow(content: bytes) -> str | None:
    """Windows-1252 when the first lines of a stream are only valid as that; None, for UTF-8, else."""
    first = content[: content.rfind(b"\n") + 1] or content
    try:
        first.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if _western(first) is not None else None
    return None


def _skip_rest(given: Input, raw: bytes) -> None:
    """Reads on to the end of the line that began with `raw`."""
    while raw and not raw.endswith(b"\n"):
        raw = given.bytes.readline(MOST_LINE)


def _too_long(path: str, number: int) -> FormatError:
    return FormatError(
        f"line longer than {MOST_LINE // 2**20} MB", path=path, line=number, remedy="put one report on one line"
    )


def _decoded(path: str, number: int, raw: bytes, encoding: str | None) -> Line:
    try:
        text = decode(path, raw, encoding, number)
    except FormatError as error:
        return Line(number, "", error)
    return Line(number, (text.removeprefix("\ufeff") if number == 1 else text).rstrip("\r\n"))
