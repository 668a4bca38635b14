"""The page of questions for the client, made from the questionnaire.

`python -m tests.support.questionnaire_page` writes it anew.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from winsim.scenario.kinds import KINDS
from winsim.scenario.question import Question
from winsim.scenario.questionnaire import SECTIONS
from winsim.scenario.template import template

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "ask-the-client.md"
INTRODUCTION = """\
# Ask the client

<!-- made by `python -m tests.support.questionnaire_page` from src/winsim/scenario/questionnaire.py -->

The questions to go through with a client before two rollouts are compared: how to ask each, what is
usually answered, and what the answer means in the model. Print them as a file, fill it in together,
and make a scenario of it:

```sh
winsim new --questionnaire > answers.yaml
winsim new our-change --answers answers.yaml
```

What is left empty stays as the template of that kind of change has it, and is invented. On a terminal
`winsim new our-change` asks the same questions one by one.

Answers are opinions. Ask several people, by themselves, and keep the range of what they said: the
lowest and the highest answer, put in with `--set`, show what the comparison hangs on. What all rollouts
share (time kept free, obligation, writing down) is asked once and holds for all of them. If only one
rollout is to have more of it, say so: then the comparison is no longer one of sequence alone.

## The kind of change

| kind | what is so in it |
|---|---|
"""


def page() -> str:
    """The page as it should be."""
    kinds = [f"| `{kind}` | {what} |" for kind, what in KINDS.items()]
    sections = (line for name in SECTIONS for line in section(name))
    return INTRODUCTION + "\n".join([*kinds, *sections]) + "\n"


def section(name: str) -> Iterator[str]:
    """The questions under a heading."""
    yield from ("", f"## {name}")
    for question in SECTIONS[name]:
        yield from ("", f"### {question.ask}", "")
        yield f"- **How to ask.** {question.how}"
        yield f"- **Typical answers.** {typical(question)}"
        yield f"- **In the model.** {question.means}"
        patterns = (re.sub(r"\.(\d+)", r"[\1]", one) for one in question.target.patterns)
        fields = " and ".join(f"`{pattern}`" for pattern in patterns)
        yield f"- **Field.** {fields}; in a file of answers `{question.name}`."


def typical(question: Question) -> str:
    """What may be answered, and what the templates start from."""
    if question.is_text:
        return "A few words."
    shown = dict.fromkeys(question.shown(question.target.read(template(kind))) for kind in KINDS)
    expected = question.expected[:1].upper() + question.expected[1:]
    return f"{expected}. Templates start from {', '.join(shown)}."


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
