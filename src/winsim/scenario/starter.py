"""A scenario to start from, written to a file with the schema from which editors complete.

`winsim new` calls it. The template of a kind of change and the answers to the questionnaire make the
scenario; `templates/frame.yaml` is what all of its files have in common.
"""

import os
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from winsim.problems import BadInput, Problem
from winsim.scenario.answers import Answers
from winsim.scenario.commented import Commented
from winsim.scenario.kinds import KINDS
from winsim.scenario.questionnaire import QUESTIONS
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario
from winsim.scenario.schema import schema_text
from winsim.scenario.target import value_at

SCHEMA_FILE = "winsim.schema.json"
"""The schema's file beside a new scenario, which its first line names for editors."""

INVENTED = "assumption: invented for a start; replace it by where your numbers come from"
ANSWERED = "practice: answers to the questionnaire on {names}"

EVENTS_AT = (0.15, 0.2, 0.25, 0.35, 0.45, 0.6)
"""When the events that are offered happen, in parts of the weeks looked at."""

UNANSWERED = Answers()
HEAD = ("name", "title", "description", "sources", "weeks")
WHO = ("organisation", "employees", "teams", "behaviour")


def write_starter(
    file: Path,
    people: Path | None = None,
    ties: Path | None = None,
    columns: Mapping[str, str] | None = None,
    replace: bool = False,
    answers: Answers | None = None,
) -> Path:
    """Write a scenario to start from, and the schema beside it.

    Args:
        file: The scenario's file; its stem becomes the scenario's name.
        people: A people file, relative to the current folder; a generated organisation otherwise.
        ties: A ties file, which needs people.
        columns: Our names to headers of those files.
        replace: Whether a scenario that is there is replaced.
        answers: The kind of change, and what is known of it; the first kind's template otherwise.

    Returns:
        The path of the schema.

    Raises:
        BadInput: Where the file is there and must not be replaced, or cannot be written.
    """
    check_place(file, people, ties, replace)
    beside = [_seen_from(file.parent, path) for path in (people, ties)]
    text = starter(str(file), file.stem, beside[0], beside[1], columns or {}, answers or Answers())
    scenario_from(text, str(file))
    schema_file = file.with_name(SCHEMA_FILE)
    for path, content in ((file, text), (schema_file, schema_text())):
        _write(path, content)
    return schema_file


def check_place(
    file: Path, people: Path | None = None, ties: Path | None = None, replace: bool = False
) -> None:
    """Refuse, before anything is asked, what `write_starter` would refuse.

    Args:
        file: The scenario's file.
        people: A people file.
        ties: A ties file, which needs people.
        replace: Whether a scenario that is there is replaced.

    Raises:
        BadInput: Where there are ties without people, or the file is there and must not be replaced.
    """
    if ties is not None and people is None:
        raise BadInput(Problem("", "--ties", str(ties), "ties need people; give --people too"))
    if file.exists() and not replace:
        raise BadInput(Problem(str(file), "", "", "is there already; --force replaces it"))


def starter(
    file: str,
    name: str,
    people: str | None,
    ties: str | None,
    columns: Mapping[str, str],
    answers: Answers = UNANSWERED,
) -> str:
    """The text of a scenario that passes every check.

    Args:
        file: The file's path, for the comments in the text.
        name: The scenario's name.
        people: The path of a people file, relative to the scenario's; None for a generated
            organisation.
        ties: The path of a ties file, likewise; None for none.
        columns: Our names to headers of those files.
        answers: The kind of change, and what is known of it.

    Returns:
        YAML with comments, whose first line names the schema beside it.
    """
    given: dict[str, Any] = {"people": people, "ties": ties, "columns": dict(columns)}
    source = {field: value for field, value in given.items() if value}
    scenario = answers.scenario.with_fields(
        {"organisation": source} if source else {},
        name=name,
        sources=[INVENTED, *_answered(answers.given)],
    )
    frame = files("winsim.scenario").joinpath("templates", "frame.yaml").read_text("utf-8")
    kind = answers.kind.replace("_", " ")
    parts = {"schema": f"./{SCHEMA_FILE}", "file": file, "kind": f"{kind} ({KINDS[answers.kind]})"}
    return Template(frame).substitute(parts | _parts(scenario) | _weeks(scenario.weeks))


def _answered(given: Mapping[str, Any]) -> Sequence[str]:
    """Where answered values come from, in the order of the questions; nothing without answers."""
    names = ", ".join(name for name in QUESTIONS if name in given)
    return [ANSWERED.format(names=names)] if names else []


def _parts(scenario: Scenario) -> dict[str, str]:
    """The scenario in the parts between which the frame has its comments."""
    drawn = scenario.organisation.people is None
    asked = [
        path
        for question in QUESTIONS.values()
        for path in question.target.paths(scenario)
        if (drawn or path[0] != "organisation") and value_at(scenario, path) != ()
    ]
    write = Commented(scenario, asked).part
    groups = {"head": HEAD, "who": WHO, "rollouts": ("rollouts", "baseline")}
    alone = {name: (name,) for name in ("leadership", "initiative")}
    return {name: write(*fields) for name, fields in (groups | alone).items()}


def _weeks(weeks: int) -> dict[str, str]:
    return {f"week_{n}": str(max(1, round(weeks * at))) for n, at in enumerate(EVENTS_AT, start=1)}


def _write(file: Path, content: str) -> None:
    try:
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        remedy = f"cannot be written: {error.strerror}; choose another folder"
        raise BadInput(Problem(str(file), "", "", remedy)) from None


def _seen_from(folder: Path, file: Path | None) -> str | None:
    """The path of a file from a folder; absolute paths stay as they are."""
    if file is None or file.is_absolute():
        return None if file is None else str(file)
    return os.path.relpath(file, folder)
