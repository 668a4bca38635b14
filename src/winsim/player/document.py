"""The one format that the page reads, from a file or from the lab: what is shown, in plain data."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winsim.explain.person import story_of_person
from winsim.explain.replay import Replay, replay_of
from winsim.explain.team import story_of_team
from winsim.explain.team_statements import told
from winsim.model.measures import measured
from winsim.organisation.files.reading import organisation_of
from winsim.parallel import Progress
from winsim.player.bands import CURVES, LEVELS, Bands, bands_of, crossings, lucks, typical
from winsim.player.debrief import Debrief, debrief
from winsim.player.lineup import Lineup, lineup
from winsim.player.loop import SPAN, STATES, STATIONS, Loop, loop_of
from winsim.player.recording import Recording, record
from winsim.player.timeline import timeline
from winsim.problems import BadInput, Problem

if TYPE_CHECKING:
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario


Packed = dict[str, Any]


def packed(values: NDArray[Any]) -> Packed:
    """An array of whole numbers as the smallest unsigned bytes that hold it, little-endian."""
    top = int(values.max(initial=0))
    kind = next(k for k in (np.uint8, np.uint16, np.uint32) if top <= np.iinfo(k).max)
    content = np.ascontiguousarray(values, dtype=np.dtype(kind).newbyteorder("<"))
    text = b64encode(content.tobytes()).decode()
    return {"shape": list(values.shape), "size": content.itemsize, "bytes": text}


def shares(values: NDArray[Any]) -> Packed:
    """Numbers in [0, 1] packed as bytes, in steps of 1/255: enough to draw, not to reckon with."""
    return packed(np.rint(np.clip(values, 0.0, 1.0) * 255).astype(np.int64))


def rounded(values: NDArray[Any], decimals: int) -> Any:
    """Numbers as nested lists with few decimals: enough to draw."""
    return np.round(values.astype(float), decimals).tolist()


def exact(values: Iterable[float]) -> list[float]:
    """Numbers that read back as they are, to the last bit."""
    return [float(value) for value in values]


FORMAT = 1
"""The number of the format; it changes when a page of before could not read it."""
MOST_TIES = 12_000
"""At most so many ties are drawn; of more, every so many-th."""
MOST_PEOPLE = 5_000
"""More people are no longer to be told apart on a page, and their stories would fill it."""


def refuse_crowd(scenario: "Scenario", seed: int) -> None:
    """Raise BadInput where an organisation has more people than a page can show."""
    people = organisation_of(scenario.organisation, seed).people
    if people > MOST_PEOPLE:
        remedy = f"a page shows at most {MOST_PEOPLE:,}; play a smaller organisation, or one site"
        raise BadInput(Problem("", "people", f"{people:,}", remedy))


@dataclass(frozen=True, eq=False)
class Play:
    """What a page plays: the recorded runs of up to two rollouts, before the bands of all seeds."""

    scenario: "Scenario"
    runs: tuple[Recording, ...]
    loops: tuple[Loop, ...]
    bands: Bands
    said: tuple[str, ...]
    lineup: Lineup
    names: bool


def play(
    runs: "Runs",
    seed: int | None = None,
    names: bool = False,
    smallest: int = 1,
    before: Play | None = None,
    spoken: bool = True,
) -> Play:
    """The play of runs of up to two rollouts.

    `seed` is the run to play, the most typical one of the seeds if None. `names` shows names and
    ids of people; teams of fewer than `smallest` people are merged. The line-up of a play from
    `before` serves again where the people are the same. `spoken` says in sentences what the runs
    of all seeds say.
    """
    bands, scenario = bands_of(runs), runs.scenario
    played = typical(bands) if seed is None else seed
    who = organisation_of(scenario.organisation, played)
    recorded = tuple(record(scenario, name, played) for name in runs.rollouts)
    again = before is not None and before.lineup.organisation is who
    return Play(
        scenario=scenario,
        runs=recorded,
        loops=tuple(map(loop_of, recorded)),
        bands=bands,
        said=_said(runs) if spoken else (),
        lineup=before.lineup if before is not None and again else lineup(who, names, smallest),
        names=names,
    )


def _said(runs: "Runs") -> tuple[str, ...]:
    """What the runs say, compared with the scenario's baseline if it is among them."""
    from winsim.runs.compare import compare
    from winsim.runs.statements import statements

    return tuple(statements(compare(runs)))


def document(shown: Play, told: bool = True, progress: Progress | None = None) -> dict[str, Any]:
    """A play as plain data for the page; `told` puts everyone's story into it.

    `progress` is told after each story how many are told, and of how many.
    """
    scenario, first = shown.scenario, shown.runs[0]
    found = {
        "format": FORMAT,
        "name": scenario.name,
        "title": scenario.title or scenario.name,
        "description": scenario.description,
        "weeks": scenario.weeks,
        "seed": first.seed,
        "seeds": len(shown.bands.seeds),
        "typical": first.seed == typical(shown.bands),
        "people": _people(shown.lineup),
        "rollouts": [
            _rollout(shown, run, loop) for run, loop in zip(shown.runs, shown.loops, strict=True)
        ],
        "spiral": {"states": STATES, "stations": STATIONS, "span": SPAN},
        **curves(shown),
    }
    if told:
        for rollout, texts in zip(found["rollouts"], _stories(shown, progress), strict=True):
            rollout["stories"] = texts
    return found


def curves(shown: Play) -> dict[str, Any]:
    """What is known over all seeds: bands, where medians cross, sentences, and the debrief."""
    bands = shown.bands
    crossed = crossings(*bands.medians("adopted")[:2]) if len(bands.rollouts) > 1 else []
    return {
        "bands": _bands(bands),
        "crossings": crossed,
        "lucks": lucks(bands),
        "statements": list(shown.said),
        "debrief": _debrief(debrief(shown.runs, shown.loops, bands, shown.lineup)),
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


def _debrief(found: Debrief) -> dict[str, Any]:
    return {
        "rows": [{"name": name, "texts": list(texts)} for name, texts in found.rows],
        "never": [{"team": team, "people": n, "left": list(left)} for team, n, left in found.never],
        "discuss": list(found.discuss),
    }


def _people(who: Lineup) -> dict[str, Any]:
    """The people and teams shown, and where they stand."""
    shown, net = who.shown, who.shown.network
    place, centre, radius = who.layout
    return {
        "labels": list(who.labels),
        "place": rounded(place, 2),
        "team": packed(net.team),
        "manager": packed(net.is_manager),
        "teams": [
            {"name": name, "x": x, "y": y, "r": r, "people": int(n)}
            for name, (x, y), r, n in zip(
                shown.team_names, rounded(centre, 2), rounded(radius, 2), shown.team_sizes,
                strict=True,
            )
        ],
        "ties": packed(_ties(who)),
    }  # fmt: skip


def _ties(who: Lineup) -> Any:
    """The pairs of people who are tied, shape (m, 2), each pair once."""
    listens, to, _ = who.shown.ties
    people = who.shown.people
    pairs = np.unique(np.minimum(listens, to) * people + np.maximum(listens, to))
    drawn = pairs[:: max(1, -(-pairs.size // MOST_TIES))]
    return np.stack([drawn // people, drawn % people], axis=1)


def _rollout(shown: Play, run: Recording, loop: Loop) -> dict[str, Any]:
    """One rollout: how everyone stands in every week, and what happens."""
    who, weeks = shown.lineup, run.state.record.weeks
    called = {name: who.group_name(team) for team, name in enumerate(who.organisation.team_names)}
    return {
        "name": run.rollout,
        "description": run.scenario.rollouts[run.rollout].description,
        "standing": packed(run.standing[:, who.person]),
        "inclination": shares(run.inclination[:, who.person]),
        "threshold": rounded(run.state.population.traits.threshold[who.person], 3),
        "wins": packed(_by_group(run.wins, who)),
        "setbacks": packed(_by_group(run.setback > 0, who)),
        "runs": {name: exact(measured(weeks, name)) for name in CURVES},
        "counts": {name: exact(measured(weeks, name)) for name in ("wins", "setbacks")},
        "push": rounded(loop.push, 3),
        "strength": rounded(loop.strength, 3),
        "state": packed(loop.state),
        "marks": [mark._asdict() for mark in timeline(run, called)],
        "stories": None,
    }


def _by_group(values: Any, who: Lineup) -> Any:
    """Numbers by week and team, added up to the teams shown, shape (W + 1, teams shown)."""
    member = np.arange(who.shown.teams)[None, :] == who.group[:, None]
    return values.astype(np.int64) @ member.astype(np.int64)


def _stories(shown: Play, progress: Progress | None) -> Iterator[dict[str, Any]]:
    """Everyone's stories, rollout by rollout."""
    every, done = len(shown.runs) * shown.lineup.shown.people, 0
    for run in shown.runs:
        replay = replay_of(shown.scenario, run.rollout, run.seed)
        people = []
        for person in range(shown.lineup.shown.people):
            people.append(person_told(replay, shown.lineup, person, shown.names))
            done += 1
            if progress is not None:
                progress(done, every)
        teams = [team_told(replay, shown.lineup, team) for team in range(shown.lineup.shown.teams)]
        yield {"people": people, "teams": teams}


MERGED = "{name} stands for teams too small to be told of one by one. {people} people."


def person_told(replay: Replay, lineup: Lineup, shown: int, names: bool) -> list[str]:
    """The story of a person shown, of whom the relived run tells."""
    number = int(lineup.person[shown])
    story = story_of_person(replay, lineup.organisation.ids[number])
    team = lineup.shown.team_names[int(lineup.shown.network.team[shown])]
    alone = str(number + 1)
    if names:
        return told(replace(story, team=team))
    return told(replace(story, team=team, id=alone, name=alone))


def team_told(replay: Replay, lineup: Lineup, shown: int) -> list[str]:
    """The story of a team shown; of merged teams, that they are merged."""
    name = lineup.shown.team_names[shown]
    if lineup.merged[shown]:
        return [MERGED.format(name=name, people=int(lineup.shown.team_sizes[shown]))]
    return told(story_of_team(replay, name))
