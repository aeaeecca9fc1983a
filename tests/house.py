"""The rules of the house: each is a function from modules to complaints, "file:line: what is wrong".

`tests/test_architecture.py` applies them to src/gesta and shows, on small bad snippets, that each can fail.
"""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MEDIAN_LINES, P90_LINES, MAX_LINES = 8, 25, 60  # lines of a function, without its docstring
MODULE_LINES = 400
PARAMETERS = 6  # more than six means a missing noun

# Which part of the package stands on which level: imports point down only, neighbours never import each other.
LEVELS: Mapping[str, int] = {
    "gesta": 9,
    "__main__": 9,
    "cli": 8,
    "web": 8,
    "workspace": 7,
    "pipeline": 6,
    "bulk": 6,
    "store": 6,
    "exporting": 6,
    "telling": 6,
    "reviewing": 6,
    "archiving": 5,
    "fetching": 5,
    "formats": 4,
    "segmenting": 4,
    "reading": 4,
    "coding": 4,
    "resolving": 4,
    "attributing": 4,
    "comparing": 4,
    "coreference": 4,
    "linking": 4,
    "weighing": 4,
    "lexicon": 3,
    "ontologies": 3,
    "places": 3,
    "roster": 3,
    "nouns": 2,
    "spans": 1,
    "registry": 1,
    "errors": 0,
    "replacing": 0,
    "version": 0,
}

AVOIDED = frozenset({"source", "data", "info", "process", "handle", "utils", "helpers", "misc"})
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
ABSOLUTE = re.compile(r"(/(home|root|Users|usr|opt|etc|var|tmp|mnt|srv|work|private|Volumes)(/|$)|~/|[A-Za-z]:[\\/])")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

PICKLES = frozenset({"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"})
TRAINING_ONLY = frozenset({"torch", "transformers", "onnx", "onnxscript", "sentence_transformers", "sklearn"})
NETWORK = frozenset(
    {"socket", "ssl", "urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3", "ftplib"}
)
BOUNDARY = "gesta.workspace.boundary"  # the one module that may catch every error
BLIND = frozenset({"Exception", "BaseException"})
EXITS = frozenset({"print", "exit", "quit", "breakpoint", "sys.exit", "os._exit", "SystemExit"})
LOGGING_SETUP = frozenset({"basicConfig", "addHandler", "setLevel", "dictConfig", "fileConfig"})
READS = frozenset(
    {"open", "read_text", "read_bytes", "write_text", "write_bytes", "files", "iterdir", "glob", "exists", "mkdir"}
    | {"cwd", "home", "getenv", "input", "urlopen", "from_file", "from_pretrained", "InferenceSession", "memmap"}
    | {"json.load", "tomllib.load", "np.load", "numpy.load", "subprocess.run", "get_data", "version"}
)
MUTABLE_CALLS = frozenset({"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"})
READ_ONLY_TYPES = frozenset({"Mapping", "Sequence", "Collection", "Iterable", "Set", "AbstractSet", "Container"})
MUTATORS = frozenset(
    {"append", "extend", "insert", "remove", "pop", "popitem", "clear", "sort", "reverse"}
    | {"add", "discard", "update", "setdefault"}
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A parsed module: `path` for messages, its dotted `name`, its text and tree."""

    path: str
    name: str
    text: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The part of the package it belongs to: "formats" of gesta.formats.text, "gesta" of the façade."""
        return part_of(self.name)

    def at(self, node: ast.AST | int, complaint: str) -> str:
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return f"{self.path}:{line}: {complaint}"

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


Rule = Callable[[Sequence[Module]], list[str]]


def read_house(root: Path) -> list[Module]:
    """Every module under `root` (a package folder), in order of path."""
    return [read_module(path, root) for path in sorted(root.rglob("*.py"))]


def read_module(path: Path, root: Path) -> Module:
    inside = path.relative_to(root.parent).with_suffix("")
    parts = inside.parts[:-1] if inside.name == "__init__" else inside.parts
    return parse(path.read_text(encoding="utf-8"), ".".join(parts), path.relative_to(root.parent.parent).as_posix())


def parse(text: str, name: str, path: str = "") -> Module:
    return Module(path or name.replace(".", "/") + ".py", name, text, ast.parse(text))


# -------------------------------------------------------------------------------------------------------- budgets


def functions_are_short(modules: Sequence[Module]) -> list[str]:
    sizes = sorted((size(f), module.at(f, f.name)) for module in modules for f in module.functions())
    if not sizes:
        return []
    lengths = [length for length, _ in sizes]
    found = [f"{where} has {length} lines, the most is {MAX_LINES}" for length, where in sizes if length > MAX_LINES]
    if (median := statistics.median(lengths)) > MEDIAN_LINES:
        found.append(f"{sizes[-1][1]}: the median function has {median:g} lines, the most is {MEDIAN_LINES}")
    if (p90 := lengths[min(len(lengths) - 1, int(len(lengths) * 0.9))]) > P90_LINES:
        found.append(f"{sizes[-1][1]}: one function in ten has {p90} lines or more, the most is {P90_LINES}")
    return found


def size(function: Function) -> int:
    """Lines of a function from `def` to its end, without decorators and docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    docstring = function.body[0]
    if ast.get_docstring(function, clean=False) is None:
        return lines
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def modules_are_short(modules: Sequence[Module]) -> list[str]:
    long = ((module, len(module.text.splitlines())) for module in modules)
    return [module.at(n, f"{n} lines, the most is {MODULE_LINES}") for module, n in long if n > MODULE_LINES]


def parameters_are_few(modules: Sequence[Module]) -> list[str]:
    return [
        module.at(f, f"{f.name} has {n} parameters, the most is {PARAMETERS}: a noun is missing")
        for module in modules
        for f in module.functions()
        if (n := len(own_parameters(f))) > PARAMETERS
    ]


def everything_is_annotated(modules: Sequence[Module]) -> list[str]:
    found: list[str] = []
    for module in modules:
        for f in module.functions():
            bare = [p.arg for p in own_parameters(f) if p.annotation is None]
            found += [module.at(f, f"{f.name}: the parameter {name} has no type") for name in bare]
            found += [module.at(f, f"{f.name}: no return type")] if f.returns is None else []
    return found


def own_parameters(function: Function) -> list[ast.arg]:
    """All parameters but a leading self or cls."""
    a = function.args
    every = [*a.posonlyargs, *a.args, *a.kwonlyargs, *(p for p in (a.vararg, a.kwarg) if p)]
    return every[1:] if every and every[0].arg in {"self", "cls"} else every


# --------------------------------------------------------------------------------------------------------- layers


def imports_point_down(modules: Sequence[Module]) -> list[str]:
    known = {module.name for module in modules}
    found = [module.at(1, f"{module.part} has no level: add it to LEVELS") for module in modules if homeless(module)]
    for module in modules:
        for node, target in dict.fromkeys(gesta_imports(module, known)):
            if complaint := misdirected(module.part, part_of(target)):
                found.append(module.at(node, complaint))
    return found


def homeless(module: Module) -> bool:
    return module.part not in LEVELS


def misdirected(part: str, target: str) -> str | None:
    """What is wrong when `part` imports from `target`; None when nothing is."""
    if part == target or part not in LEVELS:
        return None
    if target not in LEVELS:
        return f"imports {target}, which has no level"
    if LEVELS[target] == LEVELS[part]:
        return f"{part} imports its neighbour {target}: they meet on a higher level"
    return f"{part} imports upward, from {target}" if LEVELS[target] > LEVELS[part] else None


def part_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def gesta_imports(module: Module, known: set[str]) -> Iterator[tuple[ast.stmt, str]]:
    """Each import statement of our own package, anywhere in the module, with the module it leads to."""
    for node, name in imports(module):
        if name == "gesta" or name.startswith("gesta."):
            home = name if isinstance(node, ast.Import) else name.rpartition(".")[0]
            yield node, name if name in known else home


def imports(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each imported name, full and dotted: "gesta.spans.Span" of `from gesta.spans import Span`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module or '.'}.{alias.name}") for alias in node.names)


def imports_have_no_cycle(modules: Sequence[Module]) -> list[str]:
    known = {module.name for module in modules}
    graph = {m.name: sorted({t for _, t in gesta_imports(m, known) if t in known} - {m.name}) for m in modules}
    paths = {module.name: module.path for module in modules}
    cycles = {frozenset(cycle): cycle for name in sorted(graph, reverse=True) if (cycle := way_back(name, graph))}
    return [f"{paths[c[0]]}:1: import cycle {' -> '.join((*c, c[0]))}" for c in sorted(cycles.values())]


def way_back(start: str, graph: dict[str, list[str]]) -> tuple[str, ...]:
    """The shortest chain of imports from `start` to itself; empty when there is none."""
    chains: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for chain in chains:
        for target in graph[chain[-1]]:
            if target == start:
                return chain
            if target not in seen:
                seen.add(target)
                chains.append((*chain, target))
    return ()


def type_checking_is_unused(modules: Sequence[Module]) -> list[str]:
    return [
        module.at(node, "TYPE_CHECKING hides an import that points the wrong way")
        for module in modules
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name | ast.Attribute) and dotted(node).endswith("TYPE_CHECKING"))
    ]


def pickle_is_unused(modules: Sequence[Module]) -> list[str]:
    return forbidden_imports(modules, PICKLES, "runs code when it reads: write JSON or TOML")


def training_stays_out(modules: Sequence[Module]) -> list[str]:
    return forbidden_imports(modules, TRAINING_ONLY, "is for training, not for run time")


def network_is_opened_in_fetching(modules: Sequence[Module]) -> list[str]:
    others = [module for module in modules if module.part != "fetching"]
    return forbidden_imports(others, NETWORK, "opens the network, which only fetching may")


def forbidden_imports(modules: Sequence[Module], names: frozenset[str], why: str) -> list[str]:
    return [
        module.at(node, f"{name} {why}")
        for module in modules
        for node, full in imports(module)
        for name in sorted(names)
        if full == name or full.startswith(name + ".")
    ]


# --------------------------------------------------------------------------------------------------------- manners


def errors_are_named(modules: Sequence[Module]) -> list[str]:
    others = [module for module in modules if module.name != BOUNDARY]
    return [
        module.at(node, f"catches everything: name the errors; only {BOUNDARY} may catch them all")
        for module in others
        for node in ast.walk(module.tree)
        if is_blind(node)
    ]


def is_blind(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        return node.type is None or any(dotted(n) in BLIND for n in ast.walk(node.type))
    is_suppress = isinstance(node, ast.Call) and dotted(node.func).endswith("suppress")
    return is_suppress and any(dotted(a) in BLIND for a in getattr(node, "args", ()))


def only_cli_talks(modules: Sequence[Module]) -> list[str]:
    others = [module for module in modules if module.part != "cli"]
    return [
        module.at(node, f"{name} belongs in cli/")
        for module in others
        for node in ast.walk(module.tree)
        if (name := talk(node))
    ]


def talk(node: ast.AST) -> str:
    """The name of a call that prints, ends the program or sets up logging; else empty."""
    if isinstance(node, ast.Raise) and node.exc is not None and dotted(node.exc) == "SystemExit":
        return "SystemExit"
    if not isinstance(node, ast.Call):
        return ""
    name = dotted(node.func)
    return name if name in EXITS or name.rpartition(".")[2] in LOGGING_SETUP else ""


def globals_do_not_change(modules: Sequence[Module]) -> list[str]:
    return [complaint for module in modules for complaint in (*loose_globals(module), *changed_globals(module))]


def loose_globals(module: Module) -> Iterator[str]:
    """Module and class variables that hold a list, dict or set, unless UPPER_CASE and typed read-only."""
    bodies = [module.tree.body, *(c.body for c in module.classes())]
    for node in (statement for body in bodies for statement in body):
        for name in assigned(node):
            if name != "__all__" and is_mutable(getattr(node, "value", None)) and not is_constant(node, name):
                yield module.at(node, f"{name} can change: make it a tuple or frozenset, or NAME: Mapping[...]")


def changed_globals(module: Module) -> Iterator[str]:
    """Places that change a module variable: `global`, item assignment, and methods such as append."""
    names = {name for node in module.tree.body for name in assigned(node)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield module.at(node, f"global {', '.join(node.names)}")
        elif (name := changed(node)) in names and name.isupper():
            yield module.at(node, f"{name} is a constant and is changed here")


def changed(node: ast.AST) -> str:
    """The variable that an expression or statement changes in place; else empty."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        return dotted(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
        return dotted(node.func.value)
    return dotted(node.target) if isinstance(node, ast.AugAssign) else ""


def assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
        return True
    if isinstance(value, ast.BinOp):
        return is_mutable(value.left)  # frozenset | set is a frozenset
    return isinstance(value, ast.Call) and dotted(value.func).rpartition(".")[2] in MUTABLE_CALLS


def is_constant(node: ast.stmt, name: str) -> bool:
    """True for an UPPER_CASE name whose declared type has no method that changes it; mypy then holds us to it."""
    if not isinstance(node, ast.AnnAssign) or not name.isupper():
        return False
    kind = node.annotation.value if isinstance(node.annotation, ast.Subscript) else node.annotation
    return dotted(kind).rpartition(".")[2] in READ_ONLY_TYPES


def import_reads_nothing(modules: Sequence[Module]) -> list[str]:
    found: list[str] = []
    for module in modules:
        readers = reading_functions(module)
        for node in at_import(module.tree.body):
            if name := read_by(node, readers):
                found.append(module.at(node, f"{name} is called at import: move it into a cached function"))
    return found


def at_import(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: all but the bodies of functions and lambdas."""
    for node in nodes:
        yield node
        if isinstance(node, Function):
            yield from at_import([*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)])
        elif not isinstance(node, ast.Lambda):
            yield from at_import(ast.iter_child_nodes(node))


def reading_functions(module: Module) -> frozenset[str]:
    """The module's own functions that read something, themselves or through one another."""
    found: frozenset[str] = frozenset()
    while True:
        more = {f.name for f in module.functions() if any(read_by(n, found) for b in f.body for n in ast.walk(b))}
        if more <= found:
            return found
        found |= more


def read_by(node: ast.AST, readers: frozenset[str]) -> str:
    """The name of a call that reads or writes outside the program, or of the environment; else empty."""
    if isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "sys.argv"}:
        return dotted(node)
    if not isinstance(node, ast.Call):
        return ""
    name = dotted(node.func)
    return name if name in READS or name in readers or name.rpartition(".")[2] in READS else ""


def paths_are_relative(modules: Sequence[Module]) -> list[str]:
    return [
        module.at(node, f"{node.value!r} is a path of one machine")
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ABSOLUTE.match(node.value)
    ]


def names_are_exact(modules: Sequence[Module]) -> list[str]:
    return [
        module.at(node, f"the name {name} says nothing: {bad} is on the list of avoided words")
        for module in modules
        for node, name in given_names(module)
        for bad in sorted(AVOIDED.intersection(w.lower() for w in WORD.findall(name)))
    ]


def given_names(module: Module) -> Iterator[tuple[ast.AST | int, str]]:
    """The names that a module gives: its own, its functions, their parameters, its classes and their fields."""
    yield 1, module.name.rpartition(".")[2]
    for function in module.functions():
        yield function, function.name
        yield from ((p, p.arg) for p in own_parameters(function))
    for c in module.classes():
        yield c, c.name
        yield from ((node, name) for node in c.body for name in assigned(node))


def nothing_is_unfinished(modules: Sequence[Module]) -> list[str]:
    return [
        module.at(number, "finish it, or write it down in the issue tracker")
        for module in modules
        for number, line in enumerate(module.text.splitlines(), start=1)
        if UNFINISHED.search(line)
    ]


def dotted(node: ast.AST) -> str:
    """A name as written: "sys.exit" of sys.exit, "SystemExit" of SystemExit(1); empty for other expressions."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


RULES: tuple[Rule, ...] = (
    functions_are_short,
    modules_are_short,
    parameters_are_few,
    everything_is_annotated,
    imports_point_down,
    imports_have_no_cycle,
    type_checking_is_unused,
    pickle_is_unused,
    training_stays_out,
    network_is_opened_in_fetching,
    errors_are_named,
    only_cli_talks,
    globals_do_not_change,
    import_reads_nothing,
    paths_are_relative,
    names_are_exact,
    nothing_is_unfinished,
)
