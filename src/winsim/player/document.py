"""The document of a play: plain data that the page reads, from a file or from the lab.

Arrays of whole numbers stand in it as base64 text, which the page decodes.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.explain.person import story_of_person
from winsim.explain.replay import Replay, replay_of
from winsim.explain.team import story_of_team
from winsim.explain.team_statements import story_statements
from winsim.figures.style import COLOURS
from winsim.model.measures import measured
from winsim.parallel import Progress
from winsim.player.bands import CURVES, LEVELS, Bands, crossings, leads, typical
from winsim.player.debrief import Debrief, debrief
from winsim.player.loop import SPAN, STATES, STATIONS, Loop
from winsim.player.play import Play
from winsim.player.recording import STANDINGS, Recording
from winsim.player.roster import Roster
from winsim.player.timeline import timeline

Encoded = dict[str, Any]

FORMAT = 2
"""The number of the format; it changes when a page of before could not read it."""
MOST_TIES = 12_000
"""At most so many ties are drawn; of more, every so many-th."""
MERGED = "{name} stands for teams that are too small to be shown one by one. {people} people."


def document(shown: Play, stories: bool = True, progress: Progress | None = None) -> dict[str, Any]:
    """A play as plain data for the page.

    Args:
        shown: The play.
        stories: Whether the stories of all people and teams are in it; the lab's page requests
            them one by one instead.
        progress: Called after each story with how many are written, and of how many.

    Returns:
        What `json.dumps` takes: dictionaries, lists, texts and numbers. Arrays by person, team and week
        are as `encoded` gives them; curves are lists of W + 1 numbers.
    """
    scenario, first = shown.scenario, shown.runs[0]
    rollouts = [_rollout(shown, place) for place in range(len(shown.runs))]
    if stories:
        for rollout, texts in zip(rollouts, _stories(shown, progress), strict=True):
            rollout["stories"] = texts
    return {
        "format": FORMAT,
        "name": scenario.name,
        "title": scenario.title or scenario.name,
        "description": scenario.description,
        "weeks": scenario.weeks,
        "seed": first.seed,
        "seeds": len(shown.bands.seeds),
        "typical": first.seed == typical(shown.bands),
        "standings": STANDINGS,
        "people": _people(shown.roster),
        "doubts": list(shown.doubts),
        "rollouts": rollouts,
        "spiral": {"states": STATES, "stations": STATIONS, "span": SPAN},
        **_over_all_seeds(shown),
    }


def encoded(values: NDArray[Any]) -> Encoded:
    """Whole numbers from 0 as base64 text of the smallest unsigned integers, little-endian.

    Args:
        values: Whole numbers from 0 to 2³² − 1, of any shape.

    Returns:
        The `shape`, the `size` of a number in bytes (1, 2 or 4), and the `bytes` as text.
    """
    top = int(values.max(initial=0))
    kind = next(k for k in (np.uint8, np.uint16, np.uint32) if top <= np.iinfo(k).max)
    content = np.ascontiguousarray(values, dtype=np.dtype(kind).newbyteorder("<"))
    text = b64encode(content.tobytes()).decode()
    return {"shape": list(values.shape), "size": content.itemsize, "bytes": text}


def encoded_shares(values: NDArray[Any]) -> Encoded:
    """Numbers in [0, 1] in steps of 1/255: enough to draw, not to calculate with."""
    return encoded(np.rint(np.clip(values, 0.0, 1.0) * 255).astype(np.int64))


def rounded(values: NDArray[Any], decimals: int) -> Any:
    """Numbers as nested lists with few decimals: enough to draw.

    Args:
        values: An array of any shape.
        decimals: How many decimals are left.

    Returns:
        Lists nested as deep as the array has dimensions.
    """
    return np.round(values.astype(float), decimals).tolist()


def exact(values: Iterable[float]) -> list[float]:
    """Numbers that read back as they are, to the last bit."""
    return [float(value) for value in values]


def _over_all_seeds(shown: Play) -> dict[str, Any]:
    """What is known over all seeds: bands, where medians cross, sentences, and the debrief."""
    bands = shown.bands
    crossed = crossings(*bands.medians("adopted")[:2]) if len(bands.rollouts) > 1 else []
    return {
        "bands": _bands(bands),
        "crossings": crossed,
        "leads": leads(bands),
        "statements": list(shown.statements),
        "debrief": _debrief(debrief(shown.runs, shown.loops, bands, shown.roster)),
    }


def _bands(bands: Bands) -> dict[str, list[dict[str, list[float]]]]:
    """For each measure and rollout the edges and the middle of its band, to the last bit."""
    names = {0.05: "low", 0.5: "median", 0.95: "high"}
    return {
        measure: [
            {names[level]: exact(line) for level, line in zip(LEVELS, lines, strict=True)}
            for lines in by_rollout
        ]
        for measure, by_rollout in zip(CURVES, bands.quantiles, strict=True)
    }


def _debrief(whole: Debrief) -> dict[str, Any]:
    return {
        "rows": [{"name": name, "texts": list(texts)} for name, texts in whole.rows],
        "never": [{"team": team, "people": n, "left": list(left)} for team, n, left in whole.never],
        "discuss": list(whole.discuss),
    }


def _people(roster: Roster) -> dict[str, Any]:
    """The people and teams shown, and where they stand."""
    shown, net = roster.shown, roster.shown.network
    place, centre, radius = roster.layout
    return {
        "labels": list(roster.labels),
        "place": rounded(place, 2),
        "team": encoded(net.team),
        "manager": encoded(net.is_manager),
        "teams": [
            {"name": name, "x": x, "y": y, "r": r, "people": int(n)}
            for name, (x, y), r, n in zip(
                shown.team_names, rounded(centre, 2), rounded(radius, 2), shown.team_sizes,
                strict=True,
            )
        ],
        "ties": encoded(_ties(roster)),
    }  # fmt: skip


def _ties(roster: Roster) -> Any:
    """The pairs of people who are tied, shape (m, 2), each pair once."""
    listens, to, _ = roster.shown.ties
    people = roster.shown.people
    pairs = np.unique(np.minimum(listens, to) * people + np.maximum(listens, to))
    drawn = pairs[:: max(1, -(-pairs.size // MOST_TIES))]
    return np.stack([drawn // people, drawn % people], axis=1)


def _rollout(shown: Play, place: int) -> dict[str, Any]:
    """One rollout without stories: how everyone stands in every week, and what happens."""
    run, roster = shown.runs[place], shown.roster
    weeks = run.state.record.weeks
    return {
        "name": run.rollout,
        "description": run.scenario.rollouts[run.rollout].description,
        "standstill": list(shown.standstills[place]),
        "colour": COLOURS[place],
        **_by_person(run, roster),
        "wins": encoded(_by_group(run.wins, roster)),
        "setbacks": encoded(_by_group(run.setback > 0, roster)),
        "runs": {name: exact(measured(weeks, name)) for name in CURVES},
        "counts": {name: exact(measured(weeks, name)) for name in ("wins", "setbacks")},
        **_loop(shown.loops[place]),
        "marks": [mark._asdict() for mark in timeline(run, roster.group_names)],
        "stories": None,
    }


def _by_person(run: Recording, roster: Roster) -> dict[str, Any]:
    threshold = run.state.population.traits.threshold
    return {
        "standing": encoded(run.standing[:, roster.person]),
        "inclination": encoded_shares(run.inclination[:, roster.person]),
        "threshold": rounded(threshold[roster.person], 3),
    }


def _loop(loop: Loop) -> dict[str, Any]:
    return {
        "push": rounded(loop.push, 3),
        "strength": rounded(loop.strength, 3),
        "state": encoded(loop.state),
    }


def _by_group(values: Any, roster: Roster) -> Any:
    """Numbers by week and team, added up to the teams shown, shape (W + 1, teams shown)."""
    member = np.arange(roster.shown.teams)[None, :] == roster.group[:, None]
    return values.astype(np.int64) @ member.astype(np.int64)


def _stories(shown: Play, progress: Progress | None) -> Iterator[dict[str, Any]]:
    """Everyone's stories, rollout by rollout."""
    everybody = range(shown.roster.shown.people)
    total, done = len(shown.runs) * len(everybody), 0
    for run in shown.runs:
        replay = replay_of(shown.scenario, run.rollout, run.seed)
        people = []
        for person in everybody:
            people.append(person_statements(replay, shown.roster, person, shown.names))
            done += 1
            if progress is not None:
                progress(done, total)
        teams = [
            team_statements(replay, shown.roster, team) for team in range(shown.roster.shown.teams)
        ]
        yield {"people": people, "teams": teams}


def person_statements(replay: Replay, roster: Roster, shown: int, names: bool) -> list[str]:
    """The story of a person in one run, in sentences.

    Args:
        replay: The run, which must have followed this person.
        roster: The people of the page.
        shown: The person's number in the order of the roster, from 0.
        names: Whether name and id are said; else the number in the people file.

    Raises:
        IndexError: If there is no such person.
    """
    number = int(roster.person[shown])
    story = story_of_person(replay, roster.organisation.ids[number])
    team = roster.shown.team_names[int(roster.shown.network.team[shown])]
    label = str(number + 1)
    if names:
        return story_statements(replace(story, team=team))
    return story_statements(replace(story, team=team, id=label, name=label))


def team_statements(replay: Replay, roster: Roster, shown: int) -> list[str]:
    """The story of a team shown, in sentences; of merged teams, that they are merged.

    Args:
        replay: The run.
        roster: The people and teams of the page.
        shown: The team's number in the order of the roster, from 0.

    Raises:
        IndexError: If there is no such team.
    """
    name = roster.shown.team_names[shown]
    if roster.merged[shown]:
        return [MERGED.format(name=name, people=int(roster.shown.team_sizes[shown]))]
    return story_statements(story_of_team(replay, name))
