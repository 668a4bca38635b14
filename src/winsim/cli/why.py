"""The command `why`: what moved a person or a team, in words and week by week."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options
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
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", given.strip())
    if found is None or int(found[1]) > int(found[2] or found[1]):
        raise click.BadParameter(f"{given!r}: write first and last week, as 5-20")
    return int(found[1]), int(found[2] or found[1])


@click.command()
@options.scenario_options
@click.option("--person", metavar="ID", help="Whose story: an id, or a name that only one has.")
@click.option("--team", metavar="NAME", help="Which team's story.")
@click.option("--rollout", metavar="NAME", help="In which rollout; the baseline otherwise.")
@click.option(
    "--seed", type=click.IntRange(0, 2**62), default=1, show_default=True, metavar="N",
    help="In the run of which seed.",
)  # fmt: skip
@click.option("--weeks", "span", callback=_span, metavar="A-B", help="Only these weeks.")
@click.option("--all", "every", is_flag=True, help="Every week, not only those of change.")
@options.format_option
@options.loudness_options
def why(
    person: str | None, team: str | None, rollout: str | None, seed: int, span: Span | None,
    every: bool, form: str, **asked: Any,
) -> None:  # fmt: skip
    """Say what moved a person or a team in one run: in words, then week by week.

    csv and json hold every week and everything that is known of it. Without --person and --team,
    teams are listed and some people named who are worth asking about.
    """
    scenario = options.scenario_from_options(**asked)
    first, last = span_within(scenario, span)
    story = story_asked_for(scenario, rollout or scenario.reference, seed, person, team)
    if form == "table":
        say(story, span)
        print_table(for_people(story, every).loc[first:last])
    else:
        print_table(story.table.loc[first:last], form)


def span_within(scenario: "Scenario", span: Span | None) -> Span:
    """The weeks to show, all if none are given; raises BadInput where the run is shorter."""
    from winsim.problems import BadInput, Problem

    if span is not None and span[1] > scenario.weeks:
        remedy = f"the scenario ends with week {scenario.weeks}"
        raise BadInput(Problem("", "--weeks", f"{span[0]}-{span[1]}", remedy))
    return span or (0, scenario.weeks)


def story_asked_for(
    scenario: "Scenario", rollout: str, seed: int, person: str | None, team: str | None
) -> "Story":
    """The story of the person or the team; raises BadInput unless exactly one is asked for."""
    from winsim.explain.person import person_story
    from winsim.explain.team import team_story
    from winsim.problems import BadInput, Problem

    ready_kernel()
    if person is not None and team is not None:
        remedy = "ask for a person or for a team, one of the two"
        raise BadInput(Problem("", "--team", team, remedy))
    if person is not None:
        return person_story(scenario, rollout, seed, person)
    if team is not None:
        return team_story(scenario, rollout, seed, team)
    remedy = whom_to_ask_about(scenario, rollout, seed)
    raise BadInput(Problem("", "--person or --team", "", remedy))


def whom_to_ask_about(scenario: "Scenario", rollout: str, seed: int) -> str:
    """A remedy for whoever does not know whom to ask about: some people, and all teams."""
    from winsim.explain.replay import notable, replay_of

    replay = replay_of(scenario, rollout, seed, people=())
    people = "".join(f"\n  --person {one}: {words}" for words, one in notable(replay).items())
    teams = ", ".join(replay.organisation.team_names)
    return (
        f"say whose story; in rollout {rollout}, seed {seed}, for example{people}\n"
        f"  --team NAME: {teams}"
    )


def say(story: "Story", span: Span | None) -> None:
    """Print a story in words; with a span, also what moved the person from its start to its end."""
    from winsim.explain.person import PersonStory
    from winsim.explain.person_statements import between
    from winsim.explain.team_statements import told

    for sentence in told(story):
        click.echo(sentence)
    if span is not None and isinstance(story, PersonStory):
        click.echo(between(story, *span))
    click.echo()


def for_people(story: "Story", every: bool) -> "pd.DataFrame":
    """A story's table with the columns that matter, and the weeks in which something changed."""
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
    """What a person's table tells at a glance; the terms that never change are left out."""
    import pandas as pd

    from winsim.model.kernel.entry_points import APPEAL_TERMS

    table = story.table
    terms = [name for name in APPEAL_TERMS if table[f"from_{name}"].nunique() > 1]
    told = {
        "week": table["week"],
        "heard": _ticked(table["aware"]),
        "in use": _ticked(table["offered"]),
        "adopted": _ticked(table["adopted"]),
        "colleagues": table["colleagues_adopted"],
        **{name: table[f"from_{name}"] for name in terms},
        "all terms": table["log_odds"],
        "inclination": table["inclination"],
        "threshold": table["threshold"],
        "wins seen": table[["own_wins", "tie_wins", "told_wins"]].sum(axis="columns"),
        "setbacks seen": table[["own_setbacks", "tie_setbacks", "told_setbacks"]].sum(
            axis="columns"
        ),
        "silence": table["silence"],
    }
    return pd.DataFrame(told)


def _ticked(flags: "pd.Series[bool]") -> "pd.Series[str]":
    return flags.map({True: "yes", False: ""})


def _rounded(table: "pd.DataFrame") -> "pd.DataFrame":
    """Two decimals, which are enough to read, and no negative zero."""
    numbers = table.select_dtypes("float").columns
    return table.assign(**{name: table[name].round(2) + 0.0 for name in numbers})
