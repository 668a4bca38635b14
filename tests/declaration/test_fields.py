"""Declared fields: each with unit, bounds and source, told alike in schema, listing and YAML."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator
from pydantic.fields import FieldInfo

from winsim.declaration.bibliography import sources
from winsim.declaration.distribution import Distribution
from winsim.declaration.document import Document
from winsim.declaration.field import Declared, declared
from winsim.declaration.path import forms, inside, model_of
from winsim.problems import BadInput
from winsim.scenario.listing import as_yaml, difference, full, lines
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.rollout import Wave
from winsim.scenario.scenario import Scenario
from winsim.scenario.schema import schema

HOME = Path(__file__).parents[2]
SHIPPED = sorted((HOME / "scenarios").glob("*.yaml"))
OPS = (HOME / "scenarios" / "ops-redesign.yaml").read_text("utf-8")
CROWDED = (
    OPS[: OPS.index("sources:")]
    + OPS[OPS.index("weeks:") :]
    + """\
employees: {threshold: 0.4, belief: {normal: {mean: .5, sd: 1e-5}}, trust: {column: faith}}
mechanisms: {trust: false}
events: [{week: 3, kind: win, rollouts: [pilots]}]
sources: ["1e3", "yes", "", "a: b"]
"""
)


def fields(model: type[Declared] = Scenario) -> Iterator[tuple[str, FieldInfo]]:
    """Every declared field of a scenario, with its model's name; distributions are one field."""
    for name, info in model.model_fields.items():
        yield f"{model.__name__}.{name}", info
        for form in forms(info.annotation):
            inner = model_of(form) or next(filter(None, map(model_of, get_args(form))), None)
            if inner is not None and inner is not Distribution:
                yield from fields(inner)


FIELDS = dict(fields())


def test_every_source_key_is_in_the_bibliography() -> None:
    cited = {declared(info)["source"] for info in FIELDS.values()}
    assert cited <= set(sources())
    assert str(sources()["bass1969"]) == (
        "Bass, F. M. (1969). A new product growth for model consumer durables. "
        "Management Science 15(5), 215-227. https://doi.org/10.1287/mnsc.15.5.215"
    )
    assert str(sources()["assumption"]) == "our assumption"


@pytest.mark.parametrize(
    "name", [n for n, i in FIELDS.items() if {int, float} & set(forms(i.annotation))]
)
def test_every_number_has_a_unit_and_bounds(name: str) -> None:
    info = FIELDS[name]
    assert declared(info)["unit"] or name == "Wave.repeat"
    bounds = {
        key
        for data in info.metadata
        for key in ("ge", "gt")
        if getattr(data, key, None) is not None
    }
    assert bounds or name == "Wave.repeat"


@pytest.mark.parametrize(
    "name", [n for n, i in FIELDS.items() if Distribution in forms(i.annotation)]
)
def test_every_distribution_has_a_unit_and_a_range(name: str) -> None:
    assert declared(FIELDS[name])["unit"]
    low, high = declared(FIELDS[name])["span"]
    assert low < high


def test_every_field_says_what_it_means_and_names_a_known_switch() -> None:
    switches = set(Scenario.model_fields["mechanisms"].annotation.model_fields)  # type: ignore[union-attr]
    for name, info in FIELDS.items():
        assert info.description, name
        assert set(declared(info).get("switches", ())) <= switches, name


def test_the_type_of_any_part_can_be_found() -> None:
    assert inside(Scenario, "weeks") is int
    assert model_of(inside(inside(Scenario, "rollouts"), "pilots")) is not None
    assert inside(Wave, "nothing") is None


def test_the_schema_is_valid_and_the_one_that_is_committed() -> None:
    Draft7Validator.check_schema(schema())
    committed = (HOME / "docs" / "reference" / "scenario.schema.json").read_text(encoding="utf-8")
    assert committed == json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def test_the_schema_tells_unit_default_and_source() -> None:
    behaviour = schema()["definitions"]["Behaviour"]["properties"]
    assert behaviour["patience"] == {
        "description": "Weeks without a visible result before silence is felt. Unit: weeks. "
        "Default: 8.0. Plausible: 4 to 12. Source: practice.",
        "default": 8.0,
        "exclusiveMinimum": 0,
        "type": "number",
    }


def told_by_schema(text: str) -> list[str]:
    return [
        error.message for error in Draft7Validator(schema()).iter_errors(Document(text, "").data)
    ]


@pytest.mark.parametrize("text", [OPS, CROWDED, *(f.read_text("utf-8") for f in SHIPPED)])
def test_the_schema_accepts_what_is_read(text: str) -> None:
    assert scenario_from(text, "text.yaml")
    assert told_by_schema(text) == []


@pytest.mark.parametrize(
    "spoil",
    [
        ("weeks: 104", "wekes: 104"),
        ("weeks: 104", "weeks: 0"),
        ("weeks: 104", "weeks: true"),
        ("count: 2", "count: 0"),
        ("waves: [{teams: all, protected: 0.6}]", "waves: [none]"),
        ("release: whole", "release: half"),
        ("big_bang:\n", "big bang:\n"),
        ("wins: 0.8", "wins: 1.6"),
        ("complementarity: 0.2", "complementarity: 2"),
    ],
)
def test_the_schema_refuses_what_is_refused(spoil: tuple[str, str]) -> None:
    text = OPS.replace(*spoil)
    assert told_by_schema(text)
    with pytest.raises(BadInput):
        scenario_from(text, "text.yaml")


@pytest.mark.parametrize("text", [OPS, CROWDED])
def test_yaml_of_a_scenario_reads_back_as_the_same(text: str) -> None:
    scenario = scenario_from(text, "text.yaml")
    assert scenario_from(as_yaml(full(scenario)), "full.yaml") == scenario
    assert scenario_from(as_yaml(difference(scenario)), "difference.yaml") == scenario


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_scenarios_are_sound(file: Path) -> None:
    scenario = read_scenario(file)
    assert scenario.name == file.stem
    assert scenario.sources
    assert file.read_text("utf-8").startswith("# yaml-language-server: $schema=")
    assert scenario_from(as_yaml(difference(scenario)), "difference.yaml") == scenario


def listed(text: str, field: str) -> dict[str, Any]:
    scenario = scenario_from(text, "text.yaml")
    (line,) = (line for line in lines(scenario) if line.field == field)
    return line._asdict()


def test_the_listing_marks_defaults_what_is_set_and_what_is_switched_off() -> None:
    assert listed(CROWDED, "behaviour.patience") == {
        "field": "behaviour.patience",
        "value": 8.0,
        "unit": "weeks",
        "state": "default",
        "off": None,
        "source": "practice",
        "meaning": "weeks without a visible result before silence is felt",
        "plausible": "4 to 12",
    }
    assert listed(CROWDED, "behaviour.trust_gain")["off"] == 0.0
    assert listed(CROWDED, "behaviour.memory")["source"] == "our assumption"
    assert listed(CROWDED, "employees.threshold")["state"] == "set"
    assert listed(CROWDED, "employees.threshold")["source"] == ""
    assert listed(CROWDED, "rollouts.pilots.waves[0].count")["state"] == "set"
    assert listed(CROWDED, "rollouts.big_bang.interim")["state"] == "default"


def test_reading_a_scenario_needs_no_heavy_library() -> None:
    code = "import sys, winsim.scenario, winsim.cli.main, winsim.cli.scenarios; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "pandas", "scipy", "numba", "mesa", "networkx", "matplotlib", "seaborn"}
    assert heavy & set(done.stdout.split()) == set()
