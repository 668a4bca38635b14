"""The settings of a lab: scenario, rollouts and moved levers, written as the query of an address.

An address so names a state for good: it can be reloaded, and undone with the browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from winsim.declaration.override import Override
from winsim.declaration.plain import plain
from winsim.player.lab.lever import Lever, NewValues, Value, overrides
from winsim.player.lab.levers import NO_EVENT, levers_of, with_event
from winsim.player.lab.presets import Presets
from winsim.player.lab.rollout_levers import REVIEW, with_reviews
from winsim.player.lab.uploads import Upload
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.listing import as_yaml, difference
from winsim.scenario.scenario import Scenario

OWN = ("scenario", "rollouts", "people")
"""Keys of a query that are no levers."""
EVENT = ("event", "event_week", "event_size")


@dataclass(frozen=True)
class Settings:
    """A state of the lab.

    Attributes:
        preset: The name of the scenario it starts from.
        rollouts: The names of the rollouts that are compared.
        people: The token of uploaded people; empty for the scenario's own.
        moved: The levers that were set, by id, with their values as text.
    """

    preset: str
    rollouts: tuple[str, ...]
    people: str
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The state as part of an address; equal states have equal queries."""
        own = {"scenario": self.preset, "rollouts": ",".join(self.rollouts)}
        people = {"people": self.people} if self.people else {}
        return urlencode(own | people | dict(sorted(self.moved.items())))


def settings_of(query: Mapping[str, str], presets: Presets) -> Settings:
    """The state that a query describes.

    Args:
        query: `scenario`, `rollouts`, `people` and the ids of levers, each with its value.
        presets: The scenarios of the lab.

    Raises:
        BadInput: With every key and name that is unknown.
    """
    name = query.get("scenario", presets.first)
    if name not in presets.scenarios:
        remedy = f"there is no such scenario here; {nearest(name, presets.scenarios)}"
        raise BadInput(Problem("", "scenario", name, remedy))
    scenario = presets.scenarios[name]
    rollouts = _rollouts(scenario, query.get("rollouts", ""))
    moved = {name: value for name, value in query.items() if name not in OWN}
    settings = Settings(name, rollouts, query.get("people", ""), moved)
    _refuse_unknown(settings, scenario)
    return settings


def _rollouts(scenario: Scenario, written: str) -> tuple[str, ...]:
    """Two rollouts: those named, else the baseline and the first other one."""
    named = tuple(name for name in written.split(",") if name)
    others = [name for name in scenario.rollouts if name != scenario.reference]
    return scenario.named(named)[:2] if named else (scenario.reference, *others[:1])


def _refuse_unknown(settings: Settings, scenario: Scenario) -> None:
    known = [lever.id for name in scenario.rollouts for lever in levers_of(scenario, (name,))]
    problems = [
        Problem("", name, value, f"there is no such lever; {nearest(name, known)}")
        for name, value in settings.moved.items()
        if name not in known
    ]
    if problems:
        raise BadInput(*problems)


def base_of(settings: Settings, presets: Presets, upload: Upload | None) -> Scenario:
    """The scenario before any lever is moved, with the uploaded people if there are any.

    Args:
        settings: The state.
        presets: The scenarios of the lab.
        upload: The uploaded people.
    """
    scenario = presets.scenarios[settings.preset]
    if upload is None:
        return scenario
    whole = Override(("organisation",), plain(upload.source), upload.name, "upload")
    return scenario.with_overrides([whole])


def scenario_of(settings: Settings, base: Scenario) -> Scenario:
    """The scenario with every moved lever.

    Args:
        settings: The state.
        base: The scenario before any lever is moved.

    Raises:
        BadInput: For a value that a lever cannot have, or with all that does not go together.
    """
    levers = {lever.id: lever for name in base.rollouts for lever in levers_of(base, (name,))}
    read = {name: _value(levers[name], text) for name, text in settings.moved.items()}
    moved = {name: value for name, value in read.items() if value != levers[name].value}
    now = {name: moved.get(name, lever.value) for name, lever in levers.items()}
    each = [one for name, value in moved.items() for one in overrides(levers[name], value)]
    return base.with_overrides([*each, *_event(base, now), *_reviews(base, now, moved)])


def _event(base: Scenario, now: Mapping[str, Value]) -> list[Override]:
    """The overrides of the levers of an event together; none where nothing is to happen."""
    kind, week, size = (now[name] for name in EVENT)
    if kind == NO_EVENT:
        return []
    return _together("event", with_event(base, str(kind), float(week), float(size)))


def _reviews(
    base: Scenario, now: Mapping[str, Value], moved: Mapping[str, Value]
) -> list[Override]:
    """The overrides of the levers of reviews together, in rollouts where one of them was moved."""
    return [
        override
        for name in base.rollouts
        if any(f"{one}.{name}" in moved for one in REVIEW)
        for override in _together(
            f"review of {name}",
            with_reviews(base, name, {one: now[f"{one}.{name}"] for one in REVIEW}),
        )
    ]


def _together(what: str, values: NewValues) -> list[Override]:
    return [Override(path, value, str(value), what) for path, value in values]


def _value(lever: Lever, text: str) -> Value:
    """The value of a lever in a query; raises BadInput where it is none."""
    if lever.kind == "switch" and text in ("true", "false"):
        return text == "true"
    if lever.kind == "choice" and text in lever.choices:
        return text
    if lever.kind == "range":
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if lever.low <= number <= lever.high:
            return number
    remedy = {
        "switch": "is true or false",
        "choice": f"is one of {', '.join(lever.choices)}",
        "range": f"is a number from {lever.low:g} to {lever.high:g}",
    }[lever.kind]
    raise BadInput(Problem("", lever.id, text, remedy))


def lever_data(settings: Settings, scenario: Scenario, base: Scenario) -> dict[str, Any]:
    """The levers of a state as plain data for the page, with those that differ from the preset.

    Args:
        settings: The state.
        scenario: The scenario with every moved lever.
        base: The scenario before any lever is moved.

    Returns:
        `levers` with their present values, `changed` (the ids of those that differ), and `rollouts`
        (the names of all).
    """
    before = {lever.id: lever for lever in levers_of(base, settings.rollouts)}
    now = {name: _value(lever, settings.moved[name]) if name in settings.moved else lever.value
           for name, lever in before.items()}  # fmt: skip
    return {
        "levers": [lever.as_data() | {"value": now[name]} for name, lever in before.items()],
        "changed": [name for name, lever in before.items() if now[name] != lever.value],
        "rollouts": list(scenario.rollouts),
    }


def scenario_text(settings: Settings, scenario: Scenario, upload: Upload | None, seeds: int) -> str:
    """The state as the text of a scenario file, of which `winsim compare` gives the lab's numbers.

    Args:
        settings: The state.
        scenario: Its scenario.
        upload: Uploaded people, whose files go by the names that the user knows.
        seeds: How many seeds the lab simulates; the file's first lines give the command with them.
    """
    written = difference(scenario)
    source = written.get("organisation", {})
    for part in ("people", "ties"):
        if source.get(part) is not None:
            source[part] = str(Path(source[part]).resolve())
    written |= {} if upload is None else {"organisation": upload.section()}
    rollouts = ",".join(settings.rollouts)
    head = (
        f"# Saved by winsim lab. These are the numbers of the lab:\n"
        f"#   winsim compare THIS.yaml --rollouts {rollouts} --seeds {seeds} --out out/THIS\n"
    )
    return head + as_yaml(written)
