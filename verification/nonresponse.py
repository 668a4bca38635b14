"""What non-response does to a comparison, and which treatment undoes it best, on measured workplaces.

`python -m verification.nonresponse` takes four organisations as if all their members had answered,
deletes the answers of some people drawn at random, treats them in each of the ways that a scenario can ask
for, and lays what two rollouts then bring beside what they bring with all answers. It writes the table at
the end of docs/explanation/nonresponse.md and takes about ten minutes on two cores.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, get_args

import pandas as pd

from winsim.organisation.files.reading import organisation_of
from winsim.organisation.files.writing import write_organisation
from winsim.organisation.generator.generator import generate_organisation
from winsim.runs.simulate import simulate
from winsim.scenario.organisation_source import Nonresponse
from winsim.scenario.reading import read_scenario

HOME = Path(__file__).parents[1]
DATA = HOME.parent / "shared" / "data"
SCENARIO = HOME / "scenarios" / "ops-redesign.yaml"
ROLLOUTS = ("big_bang", "pilots")
SEEDS, SAMPLES = range(1, 101), 10
SHARE = 0.3
"""Of the people, who do not answer."""
PAGE = HOME / "docs" / "explanation" / "nonresponse.md"
MARK = "<!-- made by `python -m verification.nonresponse` -->"
HEADINGS = (
    "organisation", "nonresponse", "adoption, big bang (%)", "adoption, pilots (%)",
    "net value, big bang", "net value, pilots",
)  # fmt: skip
DRAWN = "200 people drawn as a workplace"


class Workplace(NamedTuple):
    """The files of an organisation in which everybody was asked, and the header of its teams."""

    people: str
    ties: str
    team: str


WORKPLACES = {
    "21 managers, advice (Krackhardt 1987)": Workplace(
        "krackhardt_nodes.csv", "krackhardt_advice_edges.csv", "dept"
    ),
    "71 lawyers, advice (Lazega 2001)": Workplace(
        "lazega_nodes.csv", "lazega_advice_edges.csv", "office"
    ),
    "1,005 staff, mail (Yin et al. 2017)": Workplace(
        "email_eu_core_nodes.csv", "email_eu_core_edges.csv", "department"
    ),
}


class Case(NamedTuple):
    """An organisation: who is in which team, and who listens to whom."""

    people: pd.DataFrame
    ties: pd.DataFrame


def cases() -> Iterator[tuple[str, Case]]:
    """Each organisation by its name, first one that is drawn."""
    with TemporaryDirectory() as folder:
        files = write_organisation(generate_organisation(people=200, team_size=8), folder)
        yield DRAWN, Case(*(pd.read_csv(file, dtype=str) for file in files if file))
    for name, one in WORKPLACES.items():
        people = pd.read_csv(DATA / one.people, dtype=str).rename(columns={one.team: "team"})
        yield name, Case(people[["id", "team"]], pd.read_csv(DATA / one.ties, dtype=str))


def brought(case: Case, nonresponse: Nonresponse = "as_told") -> Any:
    """What the rollouts bring in an organisation, averaged over seeds.

    Returns:
        By measure and rollout: `adoption` (percent of people) and `net_value` (person-weeks per hundred
        people who are left).
    """
    with TemporaryDirectory() as folder:
        files = {name: str(Path(folder) / f"{name}.csv") for name in ("people", "ties")}
        case.people.to_csv(files["people"], index=False)
        case.ties.to_csv(files["ties"], index=False)
        fields = {f"organisation.{name}": file for name, file in files.items()}
        fields["organisation.nonresponse"] = nonresponse
        scenario = read_scenario(SCENARIO).with_fields(fields)
        runs = simulate(scenario, ROLLOUTS, SEEDS, jobs=2).runs
        people = organisation_of(scenario.organisation).people
    scaled = pd.DataFrame(
        {
            "rollout": runs["rollout"],
            "adoption": 100 * runs["adoption"],
            "net_value": 100 / people * runs["net_value"],
        }
    )
    return scaled.groupby("rollout").mean().unstack()


def without_answers(case: Case, sample: int) -> Case:
    """The organisation without the answers of a share of its people, drawn at random."""
    drawn = case.people["id"].sample(frac=SHARE, random_state=sample)
    return Case(case.people, case.ties[~case.ties["source"].isin(drawn)])


def rows() -> Iterator[tuple[str, ...]]:
    """For each organisation and treatment how far each number lies from that with all answers."""
    for name, case in cases():
        truth = brought(case)
        yield (name, "all answers", *(f"{value:.0f}" for value in truth))
        for how in get_args(Nonresponse):
            samples = [brought(without_answers(case, sample), how) for sample in range(SAMPLES)]
            off = pd.DataFrame(samples) - truth
            yield ("", how, *map("{:+.1f} ({:.1f})".format, off.mean(), off.std()))


def main() -> None:
    """Write the page."""
    lines = [HEADINGS, tuple("---" for _ in HEADINGS), *rows()]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    before, mark, _ = PAGE.read_text("utf-8").partition(MARK)
    PAGE.write_text(f"{before}{mark}\n\n{table}", "utf-8")


if __name__ == "__main__":
    main()
