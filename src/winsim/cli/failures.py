"""What goes wrong on the command line, said in words and with an exit code."""

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

import click

from winsim.cli.terminal import is_verbose
from winsim.problems import BadInput, Problem

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
"""Exit codes: a run failed, the input cannot be used, whoever started it stopped it."""


SCENARIO = "winsim.scenario"
"""Where the context keeps the path of the scenario that a command has read."""


class Failure(click.ClickException):
    """An end with a message, printed as it is, and an exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # one class for every code

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on standard error."""
        click.echo(self.message, file=file, err=True)


@contextmanager
def said_plainly(context: click.Context) -> Iterator[None]:
    """Turn what is raised inside into a failure that a person can read.

    Bad input is one line a problem; any other error one line, and its traceback after `-v`.
    """
    try:
        yield
    except BadInput as bad:
        raise Failure("\n".join(map(str, _placed(bad, context))), BAD_INPUT) from bad
    except KeyboardInterrupt:
        raise Failure("interrupted", INTERRUPTED) from None
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        raise Failure(_last_words(context, error), FAILED) from error


def _placed(bad: BadInput, context: click.Context) -> Sequence[Problem]:
    """The problems, with file and line where they concern the scenario that was read."""
    from winsim.scenario.reading import placed

    path = context.meta.get(SCENARIO)
    return bad.problems if path is None else placed(bad.problems, path)


def _last_words(context: click.Context, error: Exception) -> str:
    if is_verbose(context):
        return "".join(traceback.format_exception(error)).rstrip()
    said = " ".join(str(error).split()) or "no more is known"
    return f"winsim failed: {type(error).__name__}: {said}\nRun it again with -v for the traceback."
