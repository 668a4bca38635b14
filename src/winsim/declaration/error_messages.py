"""Pydantic's errors in plain words: what is wrong with a field and what to do about it.

`checking.checked` alone calls in here for errors, and overrides for names that are unknown.
"""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from itertools import groupby
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from winsim.declaration.field import Declared, declared
from winsim.declaration.inconsistency import INCONSISTENT, FieldPath, Inconsistency
from winsim.declaration.path import annotation_at, field_at, homes, model_of, names_at, words_at
from winsim.problems import nearest

NEITHER = ("yes", "no", "on", "off", "y", "n")
"""Words for truth in older YAML, which are plain text today."""

EXPECTED = {
    "bool_type": "true or false",
    "dict_type": "a group of fields, each as `name: value`",
    "finite_number": "a finite number",
    "float_type": "a number",
    "int_type": "a whole number",
    "model_type": "a group of fields, each as `name: value`",
    "model_attributes_type": "a group of fields, each as `name: value`",
    "string_type": "text, in quotes where it looks like a number",
    "tuple_type": "a list, as [one, two]",
}
"""What a field expects, by the type of pydantic's error."""

BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}


class _Placed(NamedTuple):
    """An error at the path of its field; `fork` is the path of the choice it belongs to, if any."""

    path: FieldPath
    fork: FieldPath | None
    error: ErrorDetails


def inconsistencies_in(root: type[Declared], error: ValidationError) -> Iterator[Inconsistency]:
    """All that is wrong, field by field: one remedy for a field, however many ways it failed.

    Args:
        root: The model that was validated.
        error: What pydantic said of it.

    Yields:
        The way to each field and its remedy, in pydantic's order; what `refuse` carried comes as it
        was.
    """
    errors = error.errors(include_url=False)
    placed = [_placed(root, details) for details in errors if not _echo(details)]
    for fork, group in groupby(placed, key=lambda one: one.fork):
        together = list(group)
        if fork is None:
            for one in together:
                yield from _plain(root, one)
        else:
            yield from _choice(root, fork, together)


def _echo(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because its members are wrong."""
    return error["type"] == "too_short" and bool(error["input"])


def _placed(root: type[Declared], error: ErrorDetails) -> _Placed:
    """The error without the names of types that pydantic puts among the names of fields."""
    path: FieldPath = ()
    fork: FieldPath | None = None
    for index, part in enumerate(error["loc"]):
        last = index == len(error["loc"]) - 1
        named_by_user = last and error["type"] in ("extra_forbidden", "missing")
        if named_by_user or annotation_at(root, (*path, part)) is not None:
            path = (*path, part)
        elif part != "[key]":
            fork = path
    return _Placed(path, fork, error)


def _plain(root: type[Declared], one: _Placed) -> Iterator[Inconsistency]:
    if one.error["type"] == INCONSISTENT:
        for path, remedy in one.error["ctx"]["inconsistent"]:
            yield Inconsistency((*one.path, *path), remedy)
    else:
        yield Inconsistency(one.path, remedy_for(root, one.path, one.error))


def _choice(
    root: type[Declared], fork: FieldPath, errors: list[_Placed]
) -> Iterator[Inconsistency]:
    """One remedy where a field takes several forms and the value fits none of them."""
    deeper = [one for one in errors if one.path != fork]
    if deeper:
        for one in deeper:
            yield from _plain(root, one)
        return
    words = words_at(root, fork)
    others = [EXPECTED[e.error["type"]] for e in errors if e.error["type"] in EXPECTED]
    expected = " or ".join([*(repr(word) for word in words), *others])
    value = errors[0].error["input"]
    yield Inconsistency(fork, f"must be {expected}{_guess(value, words)}")


def remedy_for(root: type[Declared], path: FieldPath, error: ErrorDetails) -> str:
    """What to do about one of pydantic's errors at a field.

    Args:
        root: The model that was validated.
        path: The way to the field.
        error: One member of `ValidationError.errors()`.

    Returns:
        Words that follow the field's name and value, such as "must be at most 1 (per week)".
    """
    kind = error["type"]
    context = error.get("ctx", {})
    if kind in BOUNDS:
        words, bound = BOUNDS[kind]
        return f"must be {words} {context[bound]:g}{_unit(root, path)}"
    if kind in SPECIAL:
        return SPECIAL[kind](root, path, error)
    if kind in EXPECTED:
        return f"must be {EXPECTED[kind]}{_unit(root, path)}{_hint(error)}"
    return str(error["msg"])


def unknown(root: type[Declared], path: FieldPath) -> str:
    """What to do about a name that its group of fields does not have.

    Args:
        root: The model in which the name was looked for.
        path: The way to the name, which is its last part.

    Returns:
        Words that point to the field of this name elsewhere, or else to the name that is most alike,
        in the same group or anywhere.
    """
    name, known = str(path[-1]), names_at(root, path[:-1])
    if name == "<<":
        return "merging of groups is not part of YAML 1.2; write the fields out"
    elsewhere = {home: home.rpartition(".")[2] for home in homes(root)}
    same = [home for home, last in elsewhere.items() if last == name and "*" not in home]
    if same:
        return f"there is no such field here; did you mean {' or '.join(map(repr, same))}?"
    if get_close_matches(name, known, n=1):
        return f"there is no such field; {nearest(name, known)}"
    close = get_close_matches(name, elsewhere.values(), n=1, cutoff=0.8)
    if close:
        home = [home for home, last in elsewhere.items() if last == close[0]][-1]
        return f"there is no such field here; did you mean {home!r}?"
    return f"there is no such field; {nearest(name, known)}"


def _missing(root: type[Declared], path: FieldPath, error: ErrorDetails) -> str:
    info = field_at(root, path)
    meaning = f": {info.description}" if info is not None and info.description else ""
    return f"is missing; give {path[-1]}{meaning}{_unit(root, path)}"


def _word(root: type[Declared], path: FieldPath, error: ErrorDetails) -> str:
    words = words_at(root, path)
    if not words:  # a name in a mapping, and not a value
        return f"must be {error.get('ctx', {}).get('expected', 'another word')}"
    return f"must be one of {', '.join(words)}{_guess(error['input'], words)}"


def _guess(value: Any, words: tuple[str, ...]) -> str:
    close = isinstance(value, str) and get_close_matches(value, words, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _group(root: type[Declared], path: FieldPath, error: ErrorDetails) -> str:
    if error["input"] is None:
        return "is empty; put fields beneath it, or leave it out"
    model = model_of(annotation_at(root, path))
    names = [name for name in names_at(root, path) if model and name not in model.beside]
    number = "a number or " if "constant" in names else ""
    fields = f" ({', '.join(names)})" if 0 < len(names) <= 8 else ""
    return f"must be {number}{EXPECTED['model_type']}{fields}"


def _pattern(root: type[Declared], path: FieldPath, error: ErrorDetails) -> str:
    return "use letters, digits, - and _ in a name: no slash, and in a rollout's no space, dot or comma"


SPECIAL: dict[str, Callable[[type[Declared], FieldPath, ErrorDetails], str]] = {
    "dict_type": _group,
    "extra_forbidden": lambda root, path, error: unknown(root, path),
    "literal_error": _word,
    "missing": _missing,
    "model_attributes_type": _group,
    "model_type": _group,
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda root, path, error: "must not be empty",
    "too_short": lambda root, path, error: "must hold at least one",
}


def _unit(root: type[Declared], path: FieldPath) -> str:
    info = field_at(root, path)
    unit = declared(info).get("unit") if info is not None else ""
    return f" ({unit})" if unit else ""


def _hint(error: ErrorDetails) -> str:
    if error["type"] == "bool_type" and str(error["input"]).lower() in NEITHER:
        return "; yes, no, on and off are plain text"
    return ""
