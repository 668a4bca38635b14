"""The questionnaire asked on a terminal: one question after another, each skipped with Enter."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import click

from winsim.declaration.document import Document
from winsim.problems import BadInput
from winsim.scenario.answers import Answers
from winsim.scenario.kinds import KINDS
from winsim.scenario.question import Question
from winsim.scenario.questionnaire import QUESTIONS, SECTIONS

WIDTH = 98

WELCOME = (
    "A few questions on the change and its organisation. Enter keeps what stands in [brackets]: an\n"
    "invented value of that kind of change. Ctrl-C stops, and nothing is written."
)


def interview(kind: str | None, drawn: bool) -> Answers:
    """Ask for the kind of change, and then everything that the questionnaire asks.

    Args:
        kind: The kind of change, where it is known.
        drawn: Whether the organisation is drawn; how many people are in a file is not asked.

    Returns:
        The answers given; what was skipped is left out.

    Raises:
        click.Abort: Where the input ends, or the user stops.
    """
    click.echo(WELCOME, err=True)
    answers = Answers(_asked_kind() if kind is None else kind)
    for section, questions in SECTIONS.items():
        click.echo(f"\n== {section} ==", err=True)
        for question in questions:
            if question.name != "people" or drawn:
                answers = _with_answer(answers, question, drawn)
    return answers


def _asked_kind() -> str:
    """The kind of change, by its name or its number in the list."""
    names = list(KINDS)
    click.echo("\nWhich kind of change is it?", err=True)
    for number, (name, what) in enumerate(KINDS.items(), start=1):
        click.echo(f"  {number}  {name}: {what}", err=True)
    numbers = {str(number): name for number, name in enumerate(names, start=1)}
    choice = click.Choice([*names, *numbers])
    chosen: str = click.prompt("kind", default=names[0], type=choice, show_choices=False, err=True)
    return numbers.get(chosen, chosen)


def _with_answer(answers: Answers, question: Question, drawn: bool) -> Answers:
    """The answers and one more, asked until it fits."""
    click.echo(f"\n{question.ask}", err=True)
    _hint(question.how)
    if not question.is_text:
        _hint(f"Answer: {question.expected}.")
    today = question.shown(question.target.read(answers.scenario))
    while True:
        said: str = click.prompt(question.name, default=today, err=True)
        if said == today:
            return answers
        added = Answers(answers.kind, {**answers.given, question.name: _read(said, question)})
        wrong = next(_wrong(added, question, drawn), "")
        if not wrong:
            return added
        click.echo(f"  {said}: {wrong}", err=True)


def _hint(words: str) -> None:
    """Print what helps with a question, indented beneath it."""
    for line in wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  "):
        click.echo(line, err=True)


def _wrong(answers: Answers, question: Question, drawn: bool) -> Iterator[str]:
    """What is wrong with the newest of the answers, in itself or beside those before it."""
    remedy = question.remedy(answers.given[question.name])
    if remedy:
        yield remedy
        return
    asked = list(QUESTIONS)[: list(QUESTIONS).index(question.name) + 1]
    yield from (one.remedy for one in answers.misfits(drawn) if one.path[0] in asked)


def _read(said: str, question: Question) -> Any:
    """An answer as a file would hold it: a number, a truth value or text."""
    if question.is_text or said in question.words:
        return said
    try:
        return Document(said, "").data
    except BadInput:
        return said
