"""The page of public names, made from their docstrings.

`python -m tests.support.api_page` writes it anew.
"""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import griffe

import winsim

HOME = Path(__file__).parents[2]
PAGE = HOME / "docs" / "reference" / "api.md"
INTRODUCTION = """\
# Public names

<!-- made by `python -m tests.support.api_page` from the docstrings -->

`import winsim` has these names, and no others that a program should rely on. `help(winsim.NAME)`
says the same. Examples are run by the tests.
"""
ENTRY = re.compile(r"^    (\w+) {2,}(.+)$")
LISTED = ("parameters", "attributes", "returns", "raises")


def contents() -> dict[str, dict[str, str]]:
    """The table of contents in the package's docstring: names and what they are, by heading."""
    sections: dict[str, dict[str, str]] = {}
    heading = ""
    for line in (winsim.__doc__ or "").splitlines():
        entry = ENTRY.match(line)
        if entry is not None:
            sections[heading][entry[1]] = entry[2]
        elif re.fullmatch(r"[A-Z]\w+", line):
            heading = line
            sections[heading] = {}
    return sections


def page() -> str:
    """The whole page, in the order of the table of contents."""
    package = griffe.load("winsim", search_paths=[HOME / "src"], docstring_parser="google")
    parts = [INTRODUCTION]
    for heading, names in contents().items():
        parts.append(f"\n## {heading}\n")
        for name in names:
            parts += [f"\n### `winsim.{name}`\n", *_entry(name, package)]
    return "\n".join(parts).rstrip() + "\n"


def _entry(name: str, package: Any) -> Iterator[str]:
    value = package[name]
    described = value.final_target if value.is_alias else value
    home = described.filepath.relative_to(HOME).as_posix()
    if described.is_module:
        yield f"Module [`{home}`](../../{home}).\n"
    else:
        yield f"[`{home}`](../../{home})\n"
    if described.is_function or described.is_class:
        yield f"```python\n{_signature(name, described)}\n```\n"
    yield from _docstring(described)
    yield from _declared(getattr(winsim, name))
    if described.is_class or described.is_module:
        yield from _members(described)


def _signature(name: str, described: Any) -> str:
    value = getattr(winsim, name)
    if described.is_class and "__init__" not in vars(value):
        return f"class {name}"
    text = re.sub(
        r"(?:winsim|pathlib|collections|typing)(?:[.]\w+)*[.]", "", str(inspect.signature(value))
    )
    return f"{name}{text}"


def _docstring(described: Any) -> Iterator[str]:
    if described.docstring is None:
        return
    for section in described.docstring.parse("google", warnings=False):
        kind = section.kind.value
        if kind == "text":
            words, marks, example = section.value.partition(">>>")
            yield f"{words.rstrip()}\n"
            if marks:
                yield f"```pycon\n{marks}{example}\n```\n"
        elif kind in LISTED:
            yield f"*{kind.capitalize()}*\n"
            yield "\n".join(_item(item) for item in section.value) + "\n"
        elif kind == "examples":
            yield "\n".join(f"```pycon\n{text}\n```\n" for _, text in section.value)
        elif kind == "admonition":
            yield f"```pycon\n{section.value.description}\n```\n"


def _item(item: Any) -> str:
    name = getattr(item, "name", "") or str(item.annotation or "")
    words = " ".join(str(item.description).split())
    return f"- `{name}`: {words}" if name else f"- {words}"


def _declared(value: Any) -> Iterator[str]:
    """The fields of what is declared in files."""
    fields = getattr(value, "model_fields", {})
    if fields:
        yield "*Fields*\n"
        yield "\n".join(f"- `{name}`: {info.description}" for name, info in fields.items()) + "\n"


def _members(described: Any) -> Iterator[str]:
    """The public members of a class, or of a module as it is loaded, by their first sentence."""
    if described.is_module:
        module = import_module(described.path)
        functions = {name: getattr(module, name) for name in module.__all__}
        said = {n: inspect.getdoc(f) for n, f in functions.items() if inspect.isroutine(f)}
    else:
        said = {
            name: member.docstring.value
            for name, member in described.members.items()
            if not name.startswith("_") and not member.is_alias and member.docstring is not None
        }
    rows = [f"- `{name}`: {_first_sentence(text)}" for name, text in said.items() if text]
    if rows:
        yield "*Members*\n"
        yield "\n".join(rows) + "\n"


def _first_sentence(docstring: str) -> str:
    return " ".join(docstring.split("\n\n", maxsplit=1)[0].split())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
