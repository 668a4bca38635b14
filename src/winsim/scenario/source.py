"""Where the organisation of a scenario comes from: a client's files, or a generator."""

from typing import Literal, Self

from pydantic import model_validator

from winsim.scenario.behaviour import POSITIVE, PROBABILITY
from winsim.scenario.parameter import Declared, parameter


class Generator(Declared):
    """An organisation that is drawn: teams, a reporting tree and informal ties.

    `workplace` has the texture of measured workplaces; the other networks are the textbook graphs
    on which published results are reproduced.
    """

    people: int = parameter(200, "how many people", unit="people", ge=1)
    network: Literal["workplace", "complete", "ring", "random"] = parameter("workplace", "kind of network")
    team_size: float = parameter(9.0, "people a team, on average", unit="people", ge=1)
    span: int = parameter(8, "people who report to one manager", unit="people", ge=2)
    within: float = parameter(0.6, "chance of a tie between two members of a team", unit="probability", **PROBABILITY)
    across: float = parameter(3.0, "ties a person has with other teams, on average", unit="ties", **POSITIVE)
    block_ratio: float | None = parameter(None, "density of ties inside teams divided by that between teams, at the same number of ties; null leaves within and across as they are", unit="ratio", gt=0)
    neighbours: int = parameter(10, "ring: ties to this many nearest people", unit="ties", ge=2)
    rewiring: float = parameter(0.0, "ring: share of ties rewired at random", unit="probability", **PROBABILITY)
    mean_degree: float = parameter(10.0, "random: ties a person, on average", unit="ties", **POSITIVE)
    locations: int = parameter(1, "places over which the teams are spread", unit="places", ge=1)
    vary: bool = parameter(True, "draw another organisation for every seed; false keeps the one of `seed`")
    seed: int = parameter(1, "seed of the organisation where it does not vary", ge=0)

    @model_validator(mode="after")
    def _even_ring(self) -> Self:
        if self.network == "ring" and (self.neighbours % 2 or self.neighbours >= self.people):
            raise ValueError(f"a ring needs an even number of neighbours below the number of people, not {self.neighbours}")
        return self


class OrganisationSource(Declared):
    """People and ties from files, or a generated organisation."""

    people: str | None = parameter(None, "people file (CSV or Parquet): one row a person; path relative to the scenario")
    ties: str | None = parameter(None, "ties file (CSV, Parquet or GraphML): source listens to target; path relative to the scenario")
    columns: dict[str, str] = parameter({}, "our name to the file's header, for foreign headers (team: department); people: id, team, manager, level, location, name; ties: source, target, weight, layer")
    directed: bool = parameter(True, "source listens to target; false: ties work both ways")
    weighted: bool = parameter(True, "use the weight column if there is one")
    layers: tuple[str, ...] = parameter((), "only ties of these layers; none named is all")
    manager_ties: bool = parameter(False, "people and their manager also listen to each other")
    encoding: str | None = parameter(None, "text encoding of the files; null finds out (UTF-8, then Windows-1252)")
    delimiter: str | None = parameter(None, "column delimiter; null finds out (comma, semicolon, tab, bar)")
    generate: Generator = parameter({}, "the generated organisation, where no people file is given")

    @model_validator(mode="after")
    def _ties_need_people(self) -> Self:
        graphml = self.ties is not None and self.ties.endswith(".graphml")
        if self.ties is not None and self.people is None and not graphml:
            raise ValueError("a ties file needs a people file beside it")
        return self
