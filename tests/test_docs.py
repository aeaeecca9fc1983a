"""The documentation is true: what it shows is what comes out, what there is is documented, and every link leads on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import click
import pytest

from gesta.cli import main
from gesta.formats import known_formats
from gesta.formats._columns import column_names
from gesta.nouns.claim import STANCES
from gesta.nouns.event import ROLES, STATUSES, LinkType
from gesta.nouns.toll import Outcome
from scripts import codebook, crosswalks, documentation, picture
from scripts.documentation import ROOT, Shell, alike, cut, difference, pages, refreshed

LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\((?P<goal>[^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADING = re.compile(r"^#+ +(?P<title>.+)$", re.MULTILINE)
SHELL = re.compile(r"^```sh\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURE = ROOT / "docs" / "picture.svg"
MOST_PICTURE_BYTES = 200_000
ALL_PAGES = [*pages(), ROOT / "CONTRIBUTING.md"]

COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
CONCEPT = (ROOT / "docs" / "concept.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ------------------------------------------------------------------------------------------ what is shown comes out


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_what_is_shown_is_what_comes_out(path: Path) -> None:
    shown, printed = path.read_text("utf-8"), refreshed(path)
    assert alike(shown, printed), f"{name_of(path)}: run scripts/docs\n{difference(shown, printed)}"


def test_the_codebook_is_current() -> None:
    assert (ROOT / "docs" / "codebook.md").read_text("utf-8") == codebook.page()


def test_the_crosswalks_are_current() -> None:
    assert (ROOT / "docs" / "crosswalks.md").read_text("utf-8") == crosswalks.page()


def test_the_picture_is_current() -> None:
    assert picture.words(PICTURE.read_text("utf-8")) == picture.words(documentation.drawn())


def test_the_picture_is_light_and_loads_nothing() -> None:
    svg = PICTURE.read_text("utf-8")
    assert len(svg.encode()) < MOST_PICTURE_BYTES
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert "url(http" not in svg.replace('"', "")
    assert "@font-face" not in svg


# --------------------------------------------------------------------------------------- what there is is documented


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its full name."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            each = command.get_command(context, word)
            assert each is not None
            yield from commands(each, f"{name} {word}")
    else:
        yield name, command


ALL_COMMANDS = dict(commands(main, "gesta"))


def section(name: str) -> str:
    """What docs/commands.md says of a command: from its heading to the next of the same level."""
    found = re.search(rf"^(#+) `{re.escape(name)}`\n(.*?)(?=^\1 |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no heading `{name}`"
    return found[2]


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_each_command_is_documented_with_every_option(name: str) -> None:
    said = section(name)
    for parameter in ALL_COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            for spelling in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"`{re.escape(spelling)}[ `]", said), f"{name} {spelling} is not documented"
        else:
            assert f"{name} " in said, f"the arguments of {name} are not documented"


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_each_choice_of_an_option_is_documented(name: str) -> None:
    for parameter in ALL_COMMANDS[name].params:
        if isinstance(parameter.type, click.Choice):
            for choice in parameter.type.choices:
                assert f"{parameter.opts[-1]} {choice}`" in section(name)


def test_only_commands_that_exist_are_documented() -> None:
    groups = {"gesta", *(name.rsplit(" ", 1)[0] for name in ALL_COMMANDS)}
    headings = re.findall(r"^#+ `(gesta [^`]+)`$", COMMANDS, re.MULTILINE)
    assert set(headings) <= {*ALL_COMMANDS, *groups}


def test_each_format_and_column_is_documented() -> None:
    for form in known_formats().values():
        assert f"| `{form.name}` |" in COMMANDS
        assert all(f"`{suffix}`" in COMMANDS for suffix in form.suffixes)
    for names in column_names().values():
        assert " ".join(f"`{name}`" for name in names) in COMMANDS


def parts() -> Iterator[str]:
    """Every package and module on the first level of src/gesta, as the pages write it."""
    for path in sorted((ROOT / "src" / "gesta").iterdir()):
        if path.is_dir() and (path / "__init__.py").exists():
            yield f"{path.name}/"
        elif path.suffix == ".py" and path.name != "__init__.py":
            yield path.name


@pytest.mark.parametrize("part", list(parts()))
def test_each_part_is_named_in_the_concept(part: str) -> None:
    assert f"`{part}" in CONCEPT or f"/{part}`" in CONCEPT


def test_files_named_in_the_concept_exist() -> None:
    files = {path.name for path in ROOT.rglob("*") if path.suffix in (".py", ".toml") and ".venv" not in path.parts}
    named = re.findall(r"`[\w./]*?(\w+\.(?:py|toml))`", FENCED.sub("", CONCEPT))
    assert named
    assert [name for name in named if name not in files] == []


def test_each_code_has_a_definition() -> None:
    groups = codebook.words()
    assert tuple(groups["statuses"]) == STATUSES
    assert tuple(groups["roles"]) == ROLES
    assert tuple(groups["stances"]) == STANCES
    assert tuple(groups["outcomes"]) == get_args(Outcome)
    assert tuple(groups["links"]) == get_args(LinkType)


def test_each_field_of_the_contract_is_documented() -> None:
    said = (ROOT / "docs" / "output.md").read_text("utf-8")
    nouns = ROOT / "src" / "gesta" / "nouns"
    written = "".join((nouns / name).read_text("utf-8") for name in ("contract.py", "referring.py"))
    fields = set(re.findall(r'"(\w+)":', written))
    assert fields
    assert [field for field in sorted(fields) if not re.search(rf'[`."]{field}[`"]', said)] == []


# --------------------------------------------------------------------------------------------- every link leads on


def anchors(path: Path) -> set[str]:
    titles = HEADING.findall(FENCED.sub("", path.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", ALL_PAGES, ids=name_of)
def test_every_relative_link_resolves(path: Path) -> None:
    text = COMMENT.sub("", FENCED.sub("", path.read_text("utf-8")))
    for goal in (found["goal"] for found in LINK.finditer(text)):
        if goal.startswith(("http://", "https://")):
            continue
        place, _, anchor = goal.partition("#")
        target = (path.parent / place).resolve() if place else path
        assert target.exists(), f"{name_of(path)}: {goal} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{name_of(path)}: no heading #{anchor} in {place}"


# ------------------------------------------------------------------- commands that are not run: checked for their form


def shell_lines() -> Iterator[tuple[str, str]]:
    for path in ALL_PAGES:
        for block in SHELL.finditer(path.read_text("utf-8")):
            yield from ((name_of(path), line) for line in block["body"].splitlines())


def test_the_first_page_sets_up_in_two_commands() -> None:
    block = SHELL.search((ROOT / "README.md").read_text("utf-8"))
    assert block
    assert block["body"].splitlines() == ["python -m venv .venv && . .venv/bin/activate", "pip install ."]


@pytest.mark.parametrize(("page", "line"), list(shell_lines()))
def test_commands_that_are_not_run_name_what_there_is(page: str, line: str) -> None:
    for names in re.findall(r"\.\[(\w+(?:,\w+)*)\]", line):
        assert set(names.split(",")) <= set(PROJECT["optional-dependencies"]), f"{page}: {line}"
    for script in re.findall(r"(?:^|\s)(scripts/\w+)", line):
        assert (ROOT / script).is_file(), f"{page}: {line}"
    for module in re.findall(r"python -m ((?:training|evaluation)[\w.]*)", line):
        assert find_spec(module), f"{page}: {line}"


@pytest.mark.parametrize("path", ALL_PAGES, ids=name_of)
def test_scripts_named_in_running_text_exist(path: Path) -> None:
    for script in re.findall(r"`(scripts/\w+)[ `]", path.read_text("utf-8")):
        assert (ROOT / script).is_file(), f"{name_of(path)}: {script}"


def test_every_option_of_the_build_is_documented() -> None:
    said = (ROOT / "docs" / "training.md").read_text("utf-8")
    options = re.findall(r"\"(--\w+)\"", (ROOT / "training" / "build.py").read_text("utf-8"))
    assert options
    assert [option for option in options if f"| `{option} " not in said] == []


def test_the_citation_names_this_version() -> None:
    from gesta import __version__

    assert f"version = {{{__version__}}}" in (ROOT / "README.md").read_text("utf-8")


# ----------------------------------------------------------------------------------------- the tool that fills pages


def test_left_out_paragraphs_stay_left_out() -> None:
    output = "a1\na2\n\nb\n\nc\n\nd\n"
    assert cut(output, "x\n\nx\n…\nx\n") == "a1\na2\n\nb\n\n…\n\nd\n"
    assert cut(output, "anything\n") == output
    assert cut("a\n\nb\n", "x\n\n…\n\nx\n") == "a\n\nb\n"


def test_cutting_twice_changes_nothing() -> None:
    output = "a\n\nb\n\nc\n\nd\n"
    once = cut(output, "x\n\n…\n\nx\n")
    assert cut(output, once) == once == "a\n\n…\n\nd\n"


def test_scores_may_differ_a_little_and_words_never() -> None:
    assert alike('"score": 0.9712', '"score": 0.9698')
    assert not alike('"score": 0.97', '"score": 0.61')
    assert not alike("version 1.2 of e1", "version 1.2 of e2")


def test_a_console_block_runs_gesta_only() -> None:
    with pytest.raises(ValueError, match="gesta only"):
        Shell().run("rm report.txt")


@pytest.mark.parametrize(("printed", "code"), [("one\n", 0), ("two\n", 1)])
def test_the_check_writes_nothing_and_tells(
    printed: str, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text("one\n", encoding="utf-8")
    monkeypatch.setattr(documentation, "ROOT", tmp_path)
    monkeypatch.setattr(documentation, "refreshed_pages", lambda: iter([(page, printed)]))
    assert documentation.main(["--check"]) == code
    assert page.read_text("utf-8") == "one\n"
    assert documentation.main([]) == 0
    assert page.read_text("utf-8") == printed
