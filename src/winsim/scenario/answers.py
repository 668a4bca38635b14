"""Answers to the questionnaire: read from a file, checked, and made into a scenario.

What is not answered stays as the template of that kind of change has it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from types import MappingProxyType
from typing import Any, NamedTuple

from winsim.declaration.checking import problem_of, text_of
from winsim.declaration.document import Document
from winsim.declaration.inconsistency import FieldPath, Inconsistency
from winsim.declaration.override import Override
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.kinds import KINDS
from winsim.scenario.question import Question
from winsim.scenario.questionnaire import QUESTIONS, SECTIONS
from winsim.scenario.scenario import Scenario
from winsim.scenario.template import template

WIDTH = 98


class Answers(NamedTuple):
    """What was answered.

    Attributes:
        kind: The kind of change.
        given: Answers by question, numbers or words; questions without one are left out.
    """

    kind: str = next(iter(KINDS))
    given: Mapping[str, Any] = MappingProxyType({})

    @property
    def scenario(self) -> Scenario:
        """The template of that kind with what was answered."""
        scenario = template(self.kind)
        for name, question in QUESTIONS.items():
            if name in self.given:
                scenario = scenario.with_overrides(_overrides(scenario, question, self.given[name]))
        return scenario

    def misfits(self, drawn: bool = True) -> Iterator[Inconsistency]:
        """What does not fit together among the answers, or with the template, by name of the answer.

        Args:
            drawn: Whether the organisation is drawn; how many teams there are in files is not known.
        """
        at = {name: self._value(name) for name in ("weeks", "deadline", "first_teams")}
        if at["deadline"] is not None and at["deadline"] > at["weeks"]:
            blamed = "deadline" if "deadline" in self.given else "weeks"
            remedy = (
                f"the deadline (week {at['deadline']}) lies after the last week ({at['weeks']})"
            )
            yield Inconsistency((blamed,), f"{remedy}; give an earlier deadline or more weeks")
        teams = self._value("people") / self._value("team_size")
        if drawn and at["first_teams"] >= teams:
            blamed = "first_teams" if "first_teams" in self.given else "people"
            remedy = f"there are about {teams:.0f} teams, and {at['first_teams']} would go first"
            yield Inconsistency((blamed,), f"{remedy}; some must be left to follow")

    def _value(self, name: str) -> Any:
        question = QUESTIONS[name]
        if name in self.given:
            return question.value(self.given[name])
        return question.target.read(template(self.kind))


def read_answers(path: Path, drawn: bool = True) -> Answers:
    """The answers in a file, checked one by one and together.

    Args:
        path: A YAML file with an answer by the name of each question, and the `kind` of change.
        drawn: Whether the organisation is drawn, and not read from files.

    Raises:
        BadInput: With every answer that does not fit, its line, its value and what may be answered.
    """
    document = Document(text_of(path), str(path))
    if not isinstance(document.data, Mapping):
        remedy = "answers are a group of fields, each as `name: value`"
        raise BadInput(Problem(str(path), "", "", remedy))
    given = {name: value for name, value in document.data.items() if value is not None}
    kind = given.pop("kind", Answers().kind)
    wrong = [*_wrong_kind(kind), *(one for name in given for one in _wrong(name, given[name]))]
    answers = Answers(kind, given)
    wrong = wrong or list(answers.misfits(drawn))
    if wrong or document.problems:
        found = [(document.line(one.path), problem_of(one, document)) for one in wrong]
        ordered = [problem for _, problem in sorted(found, key=lambda pair: pair[0])]
        raise BadInput(*document.problems, *ordered)
    return answers


def empty_answers() -> str:
    """The questionnaire as a file of answers to fill in, with what may be answered in comments."""
    lines = [
        "# Questions to go through with the client. Answer after the colon, with a number or one of the",
        "# words; what is left empty stays as the template of that kind of change has it.",
        "#   winsim new our-change --answers THIS_FILE",
        "",
        *_asked("Which kind of change is it?", "|".join(KINDS).replace("|", ", ")),
        f"kind: {Answers().kind}",
    ]
    for section, questions in SECTIONS.items():
        lines += ["", f"# == {section} =="]
        for question in questions:
            lines += ["", *_asked(question.ask, question.how, f"Answer: {question.expected}.")]
            lines += [f"{question.name}:"]
    return "\n".join(lines) + "\n"


def _asked(*sentences: str) -> Iterator[str]:
    return (f"# {line}" for sentence in sentences for line in wrap(sentence, WIDTH))


def _wrong_kind(kind: Any) -> Iterator[Inconsistency]:
    if kind not in KINDS:
        remedy = f"there is no such kind of change; {nearest(str(kind), KINDS)}"
        yield Inconsistency(("kind",), remedy)


def _wrong(name: str, answer: Any) -> Iterator[Inconsistency]:
    """What is wrong with one answer."""
    if name not in QUESTIONS:
        remedy = f"there is no such question; {nearest(name, ['kind', *QUESTIONS])}"
        yield Inconsistency((name,), remedy)
    elif remedy := QUESTIONS[name].remedy(answer):
        yield Inconsistency((name,), remedy)


def _overrides(scenario: Scenario, question: Question, answer: Any) -> list[Override]:
    fields: dict[FieldPath, Any] = question.target.fields(scenario, question.value(answer))
    return [Override(path, value, str(value), "") for path, value in fields.items()]
