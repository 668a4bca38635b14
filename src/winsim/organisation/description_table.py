"""A description as tables: its measures beside those of real workplaces, its teams, who bridges."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from winsim.organisation.description import Description
from winsim.organisation.workplaces import measured_range

Row = dict[str, Any]
Listed = tuple[str, float, str]
"""What a measure is called, its value, and its unit, base or ids."""
COMPARED = {
    "contacts": "contacts",
    "mutual share": "returned",
    "ties inside teams": "inside",
    "density within teams": "density_within",
    "density between teams": "density_between",
    "block ratio": "block_ratio",
    "clustering": "clustering",
    "mean path length": "path_length",
    "share of most named tenth": "top_tenth",
    "Gini coefficient": "gini",
    "response": "response",
}
"""The measures that are laid beside those of real workplaces, by what `rows` calls them."""


def rows(measured: Description) -> list[Row]:
    """The measures as the rows of a table.

    Args:
        measured: What `describe` measured.

    Returns:
        A mapping for each row, with `measure` (its name), `value` (a number, NaN where there is
        nothing to measure), `lowest` and `highest` (of the measured workplaces; None where they are
        not compared) and `remark` (its unit or base; for isolates, people without a manager and the
        like every id).
    """
    parts: tuple[Callable[[Description], tuple[Listed, ...]], ...]
    parts = (_sizes, _ties, _network, _naming, _bridges, _managers, _line)
    return [_row(*listed) for part in parts for listed in part(measured)]


def team_table(measured: Description) -> list[Row]:
    """The teams as the rows of a table: a mapping for each, of the fields of `TeamRow`."""
    return [asdict(team) for team in measured.by_team]


def bridge_table(measured: Description) -> list[Row]:
    """The people who bridge as the rows of a table: a mapping for each, of the fields of `Bridge`."""
    return [asdict(bridge) for bridge in measured.bridges.first]


def _row(name: str, value: float, remark: str) -> Row:
    low, high = measured_range(COMPARED[name]) if name in COMPARED else (None, None)
    return {"measure": name, "value": value, "lowest": low, "highest": high, "remark": remark}


def _sizes(measured: Description) -> tuple[Listed, ...]:
    return (
        ("people", measured.people, ""),
        ("teams", measured.teams, ""),
        ("smallest team", measured.smallest_team, "people"),
        ("median team", measured.median_team, "people"),
        ("largest team", measured.largest_team, "people"),
    )


def _ties(measured: Description) -> tuple[Listed, ...]:
    way = measured.direction
    return (
        ("directed ties", measured.ties, "a mutual tie counts twice"),
        ("contacts", measured.contacts, "a person, in either direction, on average"),
        ("mutual share", way.returned, "of ties"),
        ("mutual share by chance", way.by_chance, "of ties, were they laid at random"),
        ("mutual pairs", way.mutual, "of people"),
        ("one-way pairs", way.one_way, "of people"),
        ("pairs without a tie", way.none, "of people"),
        ("ties inside teams", measured.inside, "share of ties"),
        ("density within teams", measured.density_within, "share of possible ties"),
        ("density between teams", measured.density_between, "share of possible ties"),
        ("block ratio", measured.block_ratio, "density within / between"),
    )


def _network(measured: Description) -> tuple[Listed, ...]:
    everyone = measured.path_sources == measured.people
    base = "ties" if everyone else f"ties, from {measured.path_sources} people"
    return (
        ("isolates", len(measured.isolates), ", ".join(measured.isolates)),
        ("components", measured.components, "groups without a tie to each other"),
        ("largest component", measured.largest_component, "people"),
        ("clustering", measured.clustering, "share of a person's contacts who are tied"),
        ("mean path length", measured.path_length, base),
    )


def _naming(measured: Description) -> tuple[Listed, ...]:
    naming = measured.attention
    does = "answered" if measured.asked else "listen to somebody"
    return (
        ("response", measured.response, f"share of people who {does}"),
        ("name nobody", len(naming.name_nobody), ", ".join(naming.name_nobody)),
        ("named by nobody", len(naming.unnamed), ", ".join(naming.unnamed)),
        ("share of most named tenth", naming.top_tenth, "of ties"),
        ("Gini coefficient", naming.gini, "of by how many people are named"),
    )


def _bridges(measured: Description) -> tuple[Listed, ...]:
    bridges = measured.bridges
    first = ", ".join(bridge.id for bridge in bridges.first)
    return (
        ("pairs tied across teams", bridges.pairs_across, "of people"),
        ("share of first to bridge", bridges.share_of_first, f"of those pairs: {first}"),
        ("cut points", bridges.cut_points, "people without whom the network falls apart"),
    )


def _managers(measured: Description) -> tuple[Listed, ...]:
    return (
        ("managers", measured.managers, ""),
        ("without a manager", len(measured.without_manager), ", ".join(measured.without_manager)),
        ("median span", measured.median_span, "reports"),
        ("largest span", measured.largest_span, "reports"),
        ("levels", measured.levels, "people on the longest reporting line"),
    )


def _line(measured: Description) -> tuple[Listed, ...]:
    line = measured.line
    return (
        ("tied to their manager", line.tied, "share of people with a manager"),
        ("listen to their manager", line.upwards, "share of people with a manager"),
        ("heard by their manager", line.downwards, "share of people with a manager"),
        ("ties along the line", line.along, "share of ties"),
        ("ties among peers", line.among_peers, "share of ties, under the same manager"),
        ("ties that skip a level", line.skipping, "share of ties"),
        ("managers apart", len(line.apart), ", ".join(line.apart)),
    )
