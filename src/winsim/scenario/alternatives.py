"""Declarations of which exactly one field is given: one of several forms of the same thing."""

from typing import Any, ClassVar, Self

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from winsim.declaration.inconsistency import Inconsistency, refuse
from winsim.declaration.field import Declared


class Alternatives(Declared):
    """Forms, one a field, of which exactly one is given; `bare` is what may stand for one."""

    one_of = True
    bare: ClassVar[str] = ""
    """What may be written in place of a form, in words that go before the forms."""
    bare_schema: ClassVar[dict[str, Any]]
    """The JSON Schema of that."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            kinds = ", ".join(type(self).model_fields)
            found = f"{' and '.join(given)} are given" if given else "nothing is given"
            refuse([Inconsistency((), f"give {self.bare}exactly one of {kinds}; {found}")])
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        forms = handler.resolve_ref_schema(handler(core))
        forms |= {"minProperties": 1, "maxProperties": 1}
        return {"anyOf": [cls.bare_schema, forms]}

    @property
    def kind(self) -> str:
        """Which of the forms it is."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)
