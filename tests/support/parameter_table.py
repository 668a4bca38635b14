"""The tables of parameters and mechanisms in the ODD description, made from the declarations.

`python -m tests.support.parameter_table` writes them into the page anew.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import OURS, Declared, declared, plausible_words
from winsim.declaration.path import forms, model_of
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.listing import default_of
from winsim.scenario.scenario import Scenario

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "odd.md"
SIGNS = {Ge: "≥", Gt: ">", Le: "≤", Lt: "<"}


def parts(root: type[Declared] = Scenario, path: str = "") -> Iterator[tuple[str, type[Declared]]]:
    """Every part of a scenario with its path; `*` stands for a member of a list or mapping."""
    yield path, root
    for name, info in root.model_fields.items():
        inner = inside(info.annotation)
        if inner is not None:
            member = ".*" if model_of(info.annotation) is None else ""
            yield from parts(inner, f"{path}.{name}{member}".removeprefix("."))


def inside(annotation: Any) -> type[Declared] | None:
    """The part of a scenario that a field holds, itself or as members, if it holds one."""
    for form in (annotation, *forms(annotation)):
        for candidate in (form, *getattr(form, "__args__", ())):
            model = model_of(candidate)
            if model is not None and model is not Distribution:
                return model
    return None


def parameter_tables() -> str:
    """One table for each part of a scenario but the mechanisms."""
    return "\n\n".join(
        f"#### {f'`{path}`' if path else 'The scenario itself'}\n\n{table(model)}"
        for path, model in parts()
        if model is not Mechanisms
    )


def table(model: type[Declared]) -> str:
    """The fields of one part that hold values."""
    names = "parameter | meaning | unit | default | bounds | plausible | source | switch: off"
    head = f"| {names} |\n" + "|---" * 8
    lines = [
        line(model, name, info)
        for name, info in model.model_fields.items()
        if inside(info.annotation) is None
    ]
    groups = [f"`{name}`" for name, info in model.model_fields.items() if inside(info.annotation)]
    more = f"\n\nParts of their own: {', '.join(groups)}." if groups else ""
    return "\n".join((f"{head}|", *lines)) + more


def line(model: type[Declared], name: str, info: FieldInfo) -> str:
    extra = declared(info)
    switches = ", ".join(f"`{switch}`" for switch in extra.get("switches", ()))
    switch = f"{switches}: {shown(extra['off'])}" if switches else ""
    cells = (
        f"`{name}`",
        info.description or "",
        extra.get("unit", ""),
        "required" if info.is_required() else shown(default_of(model, name)),
        bounds(info),
        plausible_words(extra),
        source(info),
        switch,
    )
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def shown(value: Any) -> str:
    """A value as one reads it."""
    if value is None:
        return "none"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple | dict) else str(value)


def bounds(info: FieldInfo) -> str:
    """Bounds of a number, or the range into which drawn values are clipped."""
    span = declared(info).get("span")
    if span is not None:
        return f"clipped to {span[0]:g} … {span[1]:g}"
    found = [
        f"{sign} {getattr(rule, kind.__name__.lower()):,.10g}"
        for rule in info.metadata
        for kind, sign in SIGNS.items()
        if isinstance(rule, kind)
    ]
    return ", ".join(found)


def source(info: FieldInfo) -> str:
    """The key of the source of a quantity; words and structure need none."""
    extra = declared(info)
    key = extra.get("source", OURS)
    quantity = bool(extra.get("unit")) and not info.is_required() and info.default is not None
    return f"`{key}`" if key != OURS or (quantity and info.default not in ((), {})) else ""


def mechanism_table() -> str:
    """Every mechanism with the parameters that it sets to their off values."""
    head = "| mechanism | meaning | default | parameters at their off values |\n|---|---|---|---|"
    lines = [
        f"| `{name}` | {info.description} | {'on' if info.default else 'off'} "
        f"| {', '.join(governed(name)) or 'see below'} |"
        for name, info in Mechanisms.model_fields.items()
    ]
    return "\n".join((head, *lines))


def governed(switch: str) -> Iterator[str]:
    """The parameters that a switch turns off, each once."""
    found = {
        f"`{name}` {shown(declared(info)['off'])}"
        for _, model in parts()
        for name, info in model.model_fields.items()
        if switch in declared(info).get("switches", ())
    }
    yield from sorted(found)


TABLES = {"parameters": parameter_tables, "mechanisms": mechanism_table}


def with_tables(page: str) -> str:
    """The page with its tables made anew, between their marks."""
    for name, made in TABLES.items():
        between = re.compile(f"(<!-- {name}: .*? -->\n)(.*?)(<!-- end of {name} -->)", re.DOTALL)
        assert len(between.findall(page)) == 1, f"the page has no place for the table of {name}"
        before, _, after = between.findall(page)[0]
        start, end = page.index(before), page.index(after)
        page = f"{page[:start]}{before}\n{made()}\n\n{page[end:]}"
    return page


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text("utf-8")), "utf-8")
