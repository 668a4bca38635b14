"""Where the organisation of a scenario comes from: a client's files, or a generator.

Only what is declared; `organisation.files.reading` reads the files or has the organisation drawn.
"""

from typing import Literal, Self

from pydantic import field_validator, model_validator

from winsim.declaration.field import (
    OURS,
    POSITIVE,
    PROBABILITY,
    Declared,
    Number,
    Switch,
    Whole,
    parameter,
)
from winsim.declaration.inconsistency import Inconsistency, refuse

Nonresponse = Literal["as_told", "reciprocity", "team", "drop"]
"""How people are treated who did not answer when asked for their ties."""
HOLD_BOTH = (
    ".graphml", ".gexf", ".gml", ".xml", ".net", ".paj", ".dl",
    ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods",
)  # fmt: skip
"""Endings of graphs and workbooks: files that can hold people and ties at once."""


class Generator(Declared):
    """An organisation that is drawn: teams, a reporting tree and informal ties.

    `workplace` is like measured workplaces: dense teams, a few people who hold most ties between
    teams, and closed triangles. The other networks are the classic graphs on which published
    results are reproduced.
    """

    people: Whole = parameter(200, "how many people", unit="people", ge=1, le=10_000_000)
    network: Literal["workplace", "complete", "ring", "random"] = parameter("workplace", "kind of network")
    team_size: Number = parameter(9.0, "people a team, on average", unit="people", ge=1)
    span: Whole = parameter(8, "people who report to one manager", unit="people", ge=2)
    within: Number = parameter(0.6, "share of the pairs inside teams that are tied", unit="probability", **PROBABILITY)
    across: Number = parameter(3.0, "ties a person has with people of other teams, on average", unit="ties", **POSITIVE)
    block_ratio: Number | None = parameter(None, "density of ties inside teams divided by that between teams, at the same number of ties; null leaves within and across as they are", unit="ratio", gt=0)
    same_branch: Number = parameter(0.25, "share of bridges between teams that lead to one of the same branch of the hierarchy", unit="share", source=OURS, **PROBABILITY)
    same_location: Number = parameter(0.25, "share of bridges that lead to a team of the same location; the others lead to any", unit="share", source=OURS, **PROBABILITY)
    closed: Number = parameter(0.3, "share of the ties between teams that close a triangle", unit="share", source=OURS, **PROBABILITY)
    sociability_floor: Number = parameter(0.01, "how sociable the least sociable person is beside the most", unit="ratio", source=OURS, gt=0, le=1)
    lead_sociability: Number = parameter(1.25, "how much more sociable team leads are", unit="ratio", source=OURS, gt=0)
    neighbours: Whole = parameter(10, "ring: ties to this many nearest people", unit="ties", ge=2)
    rewiring: Number = parameter(0.0, "ring: share of ties rewired at random", unit="probability", **PROBABILITY)
    keep_degrees: Switch = parameter(False, "ring: rewired ties swap ends among themselves, so that nobody's number of ties changes; false: each keeps one end")
    mean_degree: Number = parameter(10.0, "random: ties a person, on average", unit="ties", **POSITIVE)
    locations: Whole = parameter(1, "places over which the teams are spread", unit="places", ge=1)
    vary: Switch = parameter(True, "draw another organisation for every seed; false keeps the one of `seed`")
    seed: Whole = parameter(1, "seed of an organisation that does not vary", unit="seed", ge=0, le=2**63 - 1)

    @model_validator(mode="after")
    def _bridges_lead_somewhere(self) -> Self:
        if self.same_branch + self.same_location > 1:
            remedy = f"same_branch ({self.same_branch:g}) and this sum to more than one; lower either"
            refuse([Inconsistency(("same_location",), remedy)])
        return self

    @model_validator(mode="after")
    def _even_ring(self) -> Self:
        if self.network == "ring" and (self.neighbours % 2 or self.neighbours >= self.people):
            remedy = f"a ring needs an even number below the number of people ({self.people})"
            refuse([Inconsistency(("neighbours",), remedy)])
        return self


class HeaderRows(Declared):
    """Where headers are in files that have lines above them."""

    people: Whole | None = parameter(None, "line of the header in the people file; null finds out", unit="line", ge=1)
    ties: Whole | None = parameter(None, "line of the header in the ties file; null finds out", unit="line", ge=1)

    def of(self, part: str) -> int | None:
        """The line of the header in the file of one part, `people` or `ties`; None where none is told."""
        return self.ties if part == "ties" else self.people


class OrganisationSource(Declared):
    """People and ties from files, or a generated organisation."""

    people: str | None = parameter(None, "people file (CSV, workbook or Parquet): one row a person; path relative to the scenario")
    ties: str | None = parameter(None, "ties file (CSV, workbook, Parquet or graph): source listens to target; path relative to the scenario")
    sheets: dict[Literal["people", "ties"], str] = parameter({}, "which sheets of a workbook hold people and ties (people: Staff, ties: Links); those not named are found by name, then by headers")
    columns: dict[str, str] = parameter({}, "our name to the file's header, for foreign headers (team: department); people: id, team, manager, level, location, name, any trait, manager.2, team.2 (a second one); ties: source, target, weight, layer; manager.by, source.by, target.by: the column of the people in which these are looked up")
    header_rows: HeaderRows = parameter({}, "lines in which the headers are, where they are not found out")
    directed: Switch = parameter(True, "source listens to target; false: ties work both ways, each as strong as its stronger direction")
    weighted: Switch = parameter(True, "use the weight column if there is one; the weights of a repeated tie add up")
    weights: dict[str, Number] = parameter({}, "what a word in the weight column weighs, where it holds words (Daily: 5, Less often: 0.1); words that are a frequency are known, as contacts a working week")
    form: Literal["edges", "survey", "matrix", "attendance"] | None = parameter(None, "form of the ties file: edges (a row a tie), survey (a row a respondent, with the people named), matrix (people by people) or attendance (who was in which meeting); null finds out")
    names: str | None = parameter(None, "survey: the columns in which people are named, matrix: those that are people; * for any text (name*); null finds out")
    leave_out: tuple[str, ...] = parameter((), "attendance: meetings or other events that make no ties")
    layers: tuple[str, ...] = parameter((), "only ties whose layer column holds one of these; none named is all")
    manager_ties: Switch = parameter(False, "people and their manager also listen to each other, with weight one where no tie is given")
    all_tied: Switch = parameter(False, "people of a people file all listen to each other, with weight one where no tie is given")
    nonresponse: Nonresponse = parameter("as_told", "what is taken for the answers of people who did not give any (of a list of ties: who name nobody): as_told, they follow nobody's example; reciprocity, they listen to those who named them; team, to everybody in their team; drop, they are left out", source="stork1992")
    outsiders: Literal["refuse", "drop"] = parameter("refuse", "what becomes of people who are named in ties or as a manager and are not among the people: refuse the files, or drop their ties and such managers, with a word on how many")
    encoding: str | None = parameter(None, "text encoding of the files; null finds out (UTF-8, UTF-16 with a byte order mark, Windows-1252)")
    delimiter: str | None = parameter(None, "column delimiter, one character; null finds out (comma, semicolon, tab, bar)", min_length=1, max_length=1)
    generate: Generator = parameter({}, "the generated organisation, where no people file is given")

    @property
    def has_files(self) -> bool:
        """Whether people or ties are in files."""
        return self.people is not None or self.ties is not None

    @field_validator("weights", mode="before")
    @classmethod
    def _numbers_are_words(cls, weights: object) -> object:
        """A number in the weight column is told like a word: `{1: 0}`."""
        if not isinstance(weights, dict):
            return weights
        plain = (int, float)
        return {f"{key:.12g}" if type(key) in plain else key: much for key, much in weights.items()}

    @model_validator(mode="after")
    def _ties_need_people(self) -> Self:
        both = self.ties is not None and self.ties.lower().endswith(HOLD_BOTH)
        if self.ties is not None and self.people is None and not both:
            refuse([Inconsistency(("ties",), "a ties file needs a people file; give people too")])
        if self.all_tied and not self.has_files:
            remedy = "there is no people file; generate a network of the kind complete"
            refuse([Inconsistency(("all_tied",), remedy)])
        return self
