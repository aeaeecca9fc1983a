"""Keeps the documentation true: runs what it shows, and writes what came out between command and end of block.

Two kinds of fenced blocks are run. In a `console` block each line that begins with "$ " is a command of gesta. In a
`python` block with prompts (>>>) each example is run, and the examples of one page share their names; a block without
prompts is only run. All other blocks (`sh`, `json`, `toml`, …) are left alone.

A line "…" in the output of a command stands for paragraphs left out: as many stay before and after it as there were.
"""

from __future__ import annotations

import argparse
import difflib
import io
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from doctest import DocTestParser, Example
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from gesta.cli import main as gesta
from gesta.pipeline import default_coder
from scripts import codebook, crosswalks, picture

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = (Path("docs/examples"), Path("docs/faulty"), Path("docs/tables"))
LEFT_OUT = "…"
CLOSE = 0.05  # scores differ a little between processors; this much is no other answer

_BLOCK = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_SCORE = re.compile(r"(?<![\w.])[01]\.\d+(?![\w.])")


@dataclass(slots=True)
class Shell:
    """Runs commands of gesta as a shell would, within this Python; knows the exit code of the last."""

    code: int = 0

    def run(self, command: str) -> str:
        """What the command prints, errors included. Understands `gesta …`, `< FILE` and `echo $?`, nothing else."""
        if command == "echo $?":
            return f"{self.code}\n"
        name, *words = shlex.split(command)
        if name != "gesta":
            raise ValueError(f"a console block may show commands of gesta only, not {command!r}")
        given = Path(words[words.index("<") + 1]).read_bytes() if "<" in words else None
        words = words[: words.index("<")] if "<" in words else words
        result = CliRunner().invoke(gesta, words, input=given, prog_name="gesta")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.code = result.exit_code
        return result.output


@dataclass(slots=True)
class Page:
    """A page in the running: its shell, and the names that its Python examples have given so far."""

    shell: Shell = field(default_factory=Shell)
    names: dict[str, Any] = field(default_factory=dict)

    def refreshed(self, text: str) -> str:
        """The page's text with what its commands and examples print now."""
        return _BLOCK.sub(self._block, text)

    def _block(self, found: re.Match[str]) -> str:
        fresh = self._console if found["kind"] == "console" else self._python
        return f"```{found['kind']}\n{fresh(found['body'])}```"

    def _console(self, body: str) -> str:
        first, *rest = re.split(r"^\$ ", body, flags=re.MULTILINE)
        if first:
            raise ValueError(f"a console block begins with '$ ', not {first!r}")
        return "".join(self._command(*shown.split("\n", 1)) for shown in rest)

    def _command(self, command: str, shown: str) -> str:
        return f"$ {command}\n{cut(self.shell.run(command), shown)}"

    def _python(self, body: str) -> str:
        parts = DocTestParser().parse(body)
        if not any(isinstance(part, Example) for part in parts):
            exec(compile(body, "<page>", "exec"), self.names)
            return body
        return "".join(self._example(part) if isinstance(part, Example) else part for part in parts)

    def _example(self, example: Example) -> str:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(example.source, "<page>", "single", dont_inherit=True), self.names)
        first, *more = example.source.rstrip("\n").split("\n")
        prompts = "".join(f"... {line}".rstrip() + "\n" for line in more)
        return f">>> {first}\n{prompts}{printed.getvalue()}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 when the pages are written, or are current already."""
    parser = argparse.ArgumentParser(prog="docs", description="Write what commands and examples print into the pages.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with status 1 when a page differs")
    check = parser.parse_args(arguments).check
    stale = 0
    for path, text in refreshed_pages():
        if not alike(path.read_text("utf-8") if path.exists() else "", text):
            stale += 1
            print(f"{path.relative_to(ROOT)}: {'out of date' if check else 'written'}", file=sys.stderr)
        if not check:
            path.write_text(text, "utf-8")
    return 1 if check and stale else 0


def refreshed_pages() -> Iterator[tuple[Path, str]]:
    """Every page and picture with the text it should have."""
    yield ROOT / "docs/codebook.md", codebook.page()
    yield ROOT / "docs/crosswalks.md", crosswalks.page()
    yield ROOT / "docs/picture.svg", drawn()
    for path in pages():
        yield path, refreshed(path)


def pages() -> list[Path]:
    """The pages of the documentation: the first page, those of docs/, and the card of the weights."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "src/gesta/reading/weights/README.md"]


def refreshed(path: Path) -> str:
    """The text of one page with what its blocks print now."""
    with desk():
        return Page().refreshed(path.read_text("utf-8"))


def drawn() -> str:
    """The picture as it should be now."""
    with desk():
        return picture.drawn()


@contextmanager
def desk() -> Iterator[None]:
    """A folder to work in that holds the example reports where the clone has them, and nothing else.

    The coder is loaded before: its first load builds the gazetteer, and what is told of that belongs on no page.
    """
    default_coder()
    with tempfile.TemporaryDirectory() as folder:
        for examples in EXAMPLES:
            shutil.copytree(ROOT / examples, Path(folder) / examples)
        with chdir(folder):
            yield


def cut(output: str, shown: str) -> str:
    """The output, with as many paragraphs before and after the line "…" as `shown` has; whole without such a line."""
    before, mark, after = f"\n{shown}".partition(f"\n{LEFT_OUT}\n")
    if not mark:
        return output
    paragraphs = output.rstrip("\n").split("\n\n")
    head, tail = _count(before), _count(after)
    if head + tail >= len(paragraphs):
        return output
    return "\n\n".join([*paragraphs[:head], LEFT_OUT, *paragraphs[len(paragraphs) - tail :]]) + "\n"


def alike(one: str, other: str) -> bool:
    """True when the texts are the same but for scores that differ by less than CLOSE."""
    if _SCORE.sub("0", one) != _SCORE.sub("0", other):
        return False
    pairs = zip(_SCORE.findall(one), _SCORE.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= CLOSE for a, b in pairs)


def difference(one: str, other: str) -> str:
    """The lines in which two texts differ, for a person to read."""
    return "\n".join(difflib.unified_diff(one.splitlines(), other.splitlines(), "shown", "printed", n=1, lineterm=""))


def _count(paragraphs: str) -> int:
    return len([part for part in paragraphs.strip("\n").split("\n\n") if part])


if __name__ == "__main__":
    sys.exit(main())
