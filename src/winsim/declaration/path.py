"""The declared fields of a scenario, found by their path.

Types are taken from the annotations of the models, so a path can be looked up without a scenario.
"""

import types
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from winsim.declaration.field import Declared
from winsim.declaration.inconsistency import FieldPath


def forms(annotation: Any) -> tuple[Any, ...]:
    """The forms that a value of this type can take: a union's members, without None.

    Args:
        annotation: A type as a model's field declares it, `Annotated` or not.
    """
    if get_origin(annotation) is Annotated:
        return forms(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(form for member in get_args(annotation) for form in forms(member))
    return () if annotation is types.NoneType else (annotation,)


def model_of(annotation: Any) -> type[Declared] | None:
    """The declared model among the forms of a type, if there is one."""
    models = [f for f in forms(annotation) if isinstance(f, type) and issubclass(f, Declared)]
    return models[0] if models else None


def inside(annotation: Any, part: str | int) -> Any:
    """The type of a part of a value of this type.

    Args:
        annotation: The type of the whole, as a field declares it.
        part: The name of a field, a key of a mapping or a position in a list.

    Returns:
        The type of that part as declared; None where values of this type have no such part.
    """
    for form in forms(annotation):
        if isinstance(form, type) and issubclass(form, Declared):
            info = form.model_fields.get(str(part))
            if info is not None:
                return info.annotation
        if get_origin(form) is dict and isinstance(part, str):
            return get_args(form)[1]
        if get_origin(form) is tuple and isinstance(part, int):
            return get_args(form)[0]
    return None


@lru_cache(maxsize=4096)
def annotation_at(root: type[Declared], path: FieldPath) -> Any:
    """The type of the field at a path, or None where there is no such field."""
    annotation: Any = root
    for part in path:
        annotation = inside(annotation, part)
    return annotation


def field_at(root: type[Declared], path: FieldPath) -> FieldInfo | None:
    """The declaration of the field at a path.

    Args:
        root: The model where the path begins.
        path: The way to the field.

    Returns:
        For a member of a list or mapping, the field that holds the list; None where there is none.
    """
    for end in range(len(path), 0, -1):
        model = model_of(annotation_at(root, path[: end - 1]))
        if model is not None:
            return model.model_fields.get(str(path[end - 1]))
    return None


def names_at(root: type[Declared], path: FieldPath) -> tuple[str, ...]:
    """The names of the fields that the group at a path has."""
    model = model_of(annotation_at(root, path))
    return tuple(model.model_fields) if model else ()


def words_at(root: type[Declared], path: FieldPath) -> tuple[str, ...]:
    """The words that may be written at a path, where there is a choice of them.

    Args:
        root: The model where the path begins.
        path: The way to the field.

    Returns:
        The members of the field's `Literal`, in the order of declaration; empty where it has none.
    """
    choices = [f for f in forms(annotation_at(root, path)) if get_origin(f) is Literal]
    return tuple(str(word) for choice in choices for word in get_args(choice))


def homes(root: type[Declared], path: str = "") -> Iterator[str]:
    """The paths of all fields, inner before outer.

    Args:
        root: The model whose fields are listed.
        path: What goes before every path; empty at the outermost model.

    Yields:
        Such as `rollouts.*.waves.*.count`; `*` stands for a member of a list or mapping.
    """
    for field, info in root.model_fields.items():
        here = f"{path}.{field}".removeprefix(".")
        for form in forms(info.annotation):
            origin = get_origin(form)
            member = (
                form if origin in (None, Literal) else get_args(form)[1 if origin is dict else 0]
            )
            model = model_of(member)
            if model is not None:
                yield from homes(model, here if origin is None else f"{here}.*")
        yield here
