"""The command `why`: what moved a person or a team, in sentences and week by week."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options
from winsim.cli.comparison_tables import print_doubts
from winsim.cli.startup import ready_kernel
from winsim.cli.terminal import print_table

if TYPE_CHECKING:
    import pandas as pd

    from winsim.explain.person import PersonStory
    from winsim.explain.team_statements import Story
    from winsim.scenario.scenario import Scenario

Span = tuple[int, int]
"""First and last week."""

PERSON_CHANGES = ("aware", "offered", "live", "adopted", "colleagues_adopted", "steps_done")
TEAM_CHANGES = ("opened", "offered", "live", "adopters", "steps_done", "stood_still")
"""Columns whose change makes a week worth showing."""

TEAM_COLUMNS = (
    "week", "open_steps", "effort", "load", "efficacy", "win", "setback", "adopters",
    "steps_done", "strategic", "perceived", "stood_still",
)  # fmt: skip


def _span(context: click.Context, option: click.Parameter, given: str | None) -> Span | None:
    """`A-B`, or one week, as first and last week."""
    if given is None:
        return None
    weeks = re.fullmatch(r"(\d+)(?:-(\d+))?", given.strip())
    if weeks is None or int(weeks[1]) > int(weeks[2] or weeks[1]):
        raise click.BadParameter(f"{given!r}: write first and last week, as 5-20")
    return int(weeks[1]), int(weeks[2] or weeks[1])


@click.command()
@options.scenario_options
@click.option("--person", metavar="ID", help="Explain this person: an id, or a unique name.")
@click.option("--team", metavar="NAME", help="Explain this team.")
@click.option("--rollout", metavar="NAME", help="In this rollout; without it, the baseline.")
@click.option(
    "--seed", type=click.IntRange(0, 2**62), default=1, show_default=True, metavar="N",
    help="In the run of this seed.",
)  # fmt: skip
@click.option("--weeks", "span", callback=_span, metavar="A-B", help="Only these weeks.")
@click.option("--all", "every", is_flag=True, help="Every week, not only those of a change.")
@options.format_option
@options.loudness_options
def why(
    person: str | None, team: str | None, rollout: str | None, seed: int, span: Span | None,
    every: bool, form: str, **source: Any,
) -> None:  # fmt: skip
    """Explain what moved a person or a team in one run: in sentences, then week by week.

    csv and json hold every week, and all columns. Without --person and --team, all teams and some
    people are listed to choose from.
    """
    scenario = options.scenario_from_options(**source, named=[rollout or ""])
    first, last = span_within(scenario, span)
    story = story_of(scenario, rollout or scenario.reference, seed, person, team)
    print_doubts(scenario, beside=form != "table")
    if form == "table":
        print_sentences(story, span)
        print_table(display_table(story, every).loc[first:last])
    else:
        print_table(story.table.loc[first:last], form)


def span_within(scenario: "Scenario", span: Span | None) -> Span:
    """The weeks to show, all if none are given; raises BadInput where the run is shorter."""
    from winsim.problems import BadInput, Problem

    if span is not None and span[1] > scenario.weeks:
        remedy = f"the scenario ends with week {scenario.weeks}"
        raise BadInput(Problem("", "--weeks", f"{span[0]}-{span[1]}", remedy))
    return span or (0, scenario.weeks)


def story_of(
    scenario: "Scenario", rollout: str, seed: int, person: str | None, team: str | None
) -> "Story":
    """The story of a person or a team in one run.

    Args:
        scenario: The scenario.
        rollout: The name of the rollout.
        seed: The seed of the run.
        person: An id or a unique name; None for a team.
        team: The name of a team; None for a person.

    Raises:
        BadInput: Unless exactly one of the two is given, and known.
    """
    from winsim.explain.person import person_story
    from winsim.explain.team import team_story
    from winsim.problems import BadInput, Problem

    ready_kernel()
    if person is not None and team is not None:
        remedy = "name a person or a team, one of the two"
        raise BadInput(Problem("", "--team", team, remedy))
    if person is not None:
        return person_story(scenario, rollout, seed, person)
    if team is not None:
        return team_story(scenario, rollout, seed, team)
    remedy = people_and_teams(scenario, rollout, seed)
    raise BadInput(Problem("", "--person or --team", "", remedy))


def people_and_teams(scenario: "Scenario", rollout: str, seed: int) -> str:
    """A remedy where neither is named: some people of a run to choose from, and all teams."""
    from winsim.explain.replay import notable, replay_of

    replay = replay_of(scenario, rollout, seed, people=())
    people = "".join(f"\n  --person {one}: {words}" for words, one in notable(replay).items())
    teams = ", ".join(replay.organisation.team_names)
    return (
        f"name a person or a team; in rollout {rollout}, seed {seed}, for example{people}\n"
        f"  --team NAME: {teams}"
    )


def print_sentences(story: "Story", span: Span | None) -> None:
    """Print a story in sentences; with a span, also what moved the person from its start to its end."""
    from winsim.explain.person import PersonStory
    from winsim.explain.person_statements import movement_statement
    from winsim.explain.team_statements import story_statements

    for sentence in story_statements(story):
        click.echo(sentence)
    if span is not None and isinstance(story, PersonStory):
        click.echo(movement_statement(story, *span))
    click.echo()


def display_table(story: "Story", every: bool) -> "pd.DataFrame":
    """The main columns of a story's table, in the weeks in which something changed, or in `every`."""
    from winsim.explain.person import PersonStory

    if isinstance(story, PersonStory):
        return _rounded(_of_person(story)[_changes(story, PERSON_CHANGES) | every])
    return _rounded(story.table[list(TEAM_COLUMNS)][_changes(story, TEAM_CHANGES) | every])


def _changes(story: "Story", columns: Sequence[str]) -> "pd.Series[bool]":
    """In which weeks one of the columns changed; the first and the last count."""
    now = story.table[list(columns)]
    changed = (now != now.shift()).any(axis="columns")
    changed.iloc[-1] = True
    return changed


def _of_person(story: "PersonStory") -> "pd.DataFrame":
    """The main columns of a person's table; terms of the appeal that never change are left out."""
    import pandas as pd

    from winsim.model.kernel.entry_points import APPEAL_TERMS

    table = story.table
    terms = [name for name in APPEAL_TERMS if table[f"from_{name}"].nunique() > 1]
    columns = {
        "week": table["week"],
        "heard": _ticked(table["aware"]),
        "in use": _ticked(table["offered"]),
        "adopted": _ticked(table["adopted"]),
        "colleagues": table["colleagues_adopted"],
        **{name: table[f"from_{name}"] for name in terms},
        "all terms": table["log_odds"],
        "inclination": table["inclination"],
        "threshold": table["threshold"],
        "wins seen": _seen(table, "wins"),
        "setbacks seen": _seen(table, "setbacks"),
        "silence": table["silence"],
    }
    return pd.DataFrame(columns)


def _seen(table: "pd.DataFrame", kind: str) -> "pd.Series[float]":
    """Wins or setbacks that a person saw: their own, their colleagues' and those broadcast."""
    return table[[f"{via}_{kind}" for via in ("own", "tie", "told")]].sum(axis="columns")


def _ticked(flags: "pd.Series[bool]") -> "pd.Series[str]":
    return flags.map({True: "yes", False: ""})


def _rounded(table: "pd.DataFrame") -> "pd.DataFrame":
    """Two decimals, which are enough to read, and no negative zero."""
    numbers = table.select_dtypes("float").columns
    return table.assign(**{name: table[name].round(2) + 0.0 for name in numbers})
