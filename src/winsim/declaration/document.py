"""A YAML text, read strictly: plain values, and the line on which each of them stands.

YAML 1.2's core schema, so that `no` is text and 010 is ten; tags and repeated keys are problems.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from winsim.declaration.inconsistency import FieldPath, dotted
from winsim.declaration.plain import shown
from winsim.problems import BadInput, Problem

LARGEST = 200_000
"""The most values a document may hold: aliases can blow a few lines up beyond all memory."""
DEEPEST = 100
"""The most groups in one another; in an alias that contains itself there is no end of them."""

TAG = "tag:yaml.org,2002:"
CORE = (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
)
"""YAML 1.2's core schema: yes and no are text, 1e3 is a number, 010 is ten."""

VALUES: dict[str, Callable[[str], Any]] = {
    TAG + "null": lambda text: None,
    TAG + "bool": lambda text: text.lower() == "true",
    TAG + "int": int,
    TAG + "float": float,
    TAG + "str": str,
}


class Loader(yaml.SafeLoader):
    """Tells the kind of a scalar by YAML 1.2's core schema."""

    yaml_implicit_resolvers = {}  # noqa: RUF012, the way PyYAML keeps them


class Dumper(yaml.SafeDumper):
    """Writes what `Loader` reads back as it was."""

    yaml_implicit_resolvers = {}  # noqa: RUF012, the way PyYAML keeps them

    def ignore_aliases(self, data: Any) -> bool:
        """Equal values are written out, each in its place."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text, in double quotes where it holds line ends that YAML would fold."""
    style = '"' if set(text) & set("\x85\u2028\u2029") else None
    return dumper.represent_scalar(TAG + "str", text, style=style)


Dumper.add_representer(str, _text)

for kind, pattern, first in CORE:
    for side in (Loader, Dumper):
        side.add_implicit_resolver(TAG + kind, re.compile(f"^(?:{pattern})$"), first)


def flow(value: Any) -> str:
    """A value as YAML on one line, whole numbers without a decimal point.

    Args:
        value: Plain data, as a file would hold it.
    """
    text = yaml.dump(
        _short(value), Dumper=Dumper, sort_keys=False, allow_unicode=True,
        width=float("inf"), default_flow_style=True,
    )  # fmt: skip
    return text.removesuffix("...\n").strip()


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _short(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_short(inner) for inner in value]
    return int(value) if isinstance(value, float) and value == int(value) else value


class Document:
    """A YAML text with its name: plain values, and where each of them was written.

    Attributes:
        text: The text.
        name: What it is called in problems, such as a file's path; may be empty.
        data: Its values as numbers, texts, truth values, None, lists and mappings.
        problems: What is wrong with the text without keeping it from being read: keys given twice,
            values of no known kind.

    Raises:
        BadInput: Where the text is no YAML, is empty, is nested deeper than `DEEPEST` or holds
            more than `LARGEST` values.

    Example:
        >>> document = Document("{weeks: 1e2, title: no}", "ops.yaml")
        >>> document.data, document.place(("title",))
        ({'weeks': 100.0, 'title': 'no'}, 'ops.yaml:1')
    """

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.problems: list[Problem] = []
        self._lines: dict[FieldPath, int] = {}
        self._nodes: dict[FieldPath, yaml.Node] = {}
        try:
            self.data = self._plain(self._root(), ())
        except yaml.YAMLError as error:
            raise BadInput(_syntax(error, name)) from None
        except RecursionError:
            raise self._too_deep() from None

    def line(self, path: FieldPath) -> int:
        """The line, from 1, of a field, or of the innermost group around it that was written."""
        return self._lines[self._known(path)]

    def place(self, path: FieldPath) -> str:
        """The file and line of a field, or of the innermost group around it."""
        return _place(self.name, self.line(path))

    def written(self, path: FieldPath) -> str:
        """The value of a field as it was written.

        Args:
            path: The way to the field.

        Returns:
            On one line, cut short where it is long; empty for missing fields, and for lists and groups
            in block style. Inside a number or text, which has no parts, its own value.
        """
        known = self._known(path)
        node = self._nodes[known]
        if known != path and not isinstance(node, yaml.ScalarNode):
            return ""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            return ""
        return shown(self.text[node.start_mark.index : node.end_mark.index])

    def _too_deep(self) -> BadInput:
        remedy = "is nested too deeply, or an alias contains itself; write it out flat"
        return BadInput(Problem(self.name, "", "", remedy))

    def _root(self) -> yaml.Node:
        root = yaml.compose(self.text, Loader)
        if root is None:
            remedy = "is empty; `winsim new` writes a scenario to start from"
            raise BadInput(Problem(self.name, "", "", remedy))
        return root

    def _known(self, path: FieldPath) -> FieldPath:
        while path not in self._nodes:
            path = path[:-1]
        return path

    def _plain(self, node: yaml.Node, path: FieldPath, line: int | None = None) -> Any:
        """The plain value of a node; its place is remembered."""
        if len(path) > DEEPEST:
            raise self._too_deep()
        self._lines[path] = (node.start_mark.line if line is None else line) + 1
        self._nodes[path] = node
        if len(self._nodes) > LARGEST:
            remedy = f"holds more than {LARGEST} values; aliases repeat too much of it"
            raise BadInput(Problem(self.name, "", "", remedy))
        if isinstance(node, yaml.MappingNode) and node.tag == TAG + "map":
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode) and node.tag == TAG + "seq":
            return [self._plain(item, (*path, n)) for n, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                where = _place(self.name, key.start_mark.line + 1)
                remedy = "a key must be one word, not a list or a group of fields"
                self.problems.append(Problem(where, dotted(path), "", remedy))
                continue
            inner = (*path, key.value)
            earlier = self._lines.get(inner)
            values[key.value] = self._plain(value, inner, key.start_mark.line)
            if earlier is not None:
                self._refuse(inner, f"is given twice, first in line {earlier}; keep one of them")
        return values

    def _scalar(self, node: yaml.Node, path: FieldPath) -> Any:
        reader = VALUES.get(node.tag)
        if reader is None or not isinstance(node, yaml.ScalarNode):
            self._refuse(path, f"the tag {node.tag.replace(TAG, '!!')} is not read; leave it out")
            return None
        try:
            return reader(node.value)
        except ValueError:
            self._refuse(path, "cannot be read as a number")
            return None

    def _refuse(self, path: FieldPath, remedy: str) -> None:
        problem = Problem(self.place(path), dotted(path), self.written(path), remedy)
        self.problems.append(problem)


def _place(name: str, line: int) -> str:
    """A line of a file; of a text without a name, the line alone."""
    return f"{name}:{line}" if name else f"line {line}"


def _syntax(error: yaml.YAMLError, name: str) -> Problem:
    """What is wrong with a text that is no YAML."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = _place(name, mark.line + 1) if mark else name
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    if "'\\t'" in said:
        return Problem(where, "", "", "a tab stands here; YAML is indented with spaces")
    if "single document" in str(error):
        return Problem(where, "", "", "a second document begins here; keep one in a file")
    remedy = f"this is not YAML: {said}; mind the indentation, the colons and the quotes"
    return Problem(where, "", "", remedy)
