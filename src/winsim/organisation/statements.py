"""A description in plain sentences: what an organisation is, and what to check before using it.

The command line and the pages print these beside the table of `rows`.
"""

from collections.abc import Callable, Sequence
from math import isnan
from typing import Any

from winsim.organisation.description import Description
from winsim.words import count

NAMED = 6
"""Ids that a sentence lists."""
LARGE_TEAM, WIDE_SPAN, LOOSE = 30, 20, 2.0
"""A team larger, a span wider or a block ratio lower than this is worth a second look."""


def statements(measured: Description) -> list[str]:
    """Sentences that say what the organisation is.

    Args:
        measured: What `describe` measured.

    Returns:
        Sizes and ties; then, where there are any, the network's statistics, the reporting line and
        the further columns, a sentence each.
    """
    sentences = [_sizes(measured), _ties(measured)]
    if measured.ties:
        sentences.append(_network(measured))
    if measured.managers:
        sentences.append(
            f"{count(measured.managers, 'manager')} on {count(measured.levels, 'level')} with "
            f"{measured.median_span:g} reports at the median, {measured.largest_span} at most."
        )
    if measured.columns:
        sentences.append(f"Further columns: {', '.join(measured.columns)}.")
    return sentences


def points_to_check(measured: Description) -> list[str]:
    """Sentences that say what to check before the organisation is used.

    Args:
        measured: What `describe` measured.

    Returns:
        At most one sentence, with its remedy, on each of: people out of reach, teams that ties do not
        follow, ties that are not returned, odd team sizes, a broken reporting line, a wide span. None
        where all looks sound.
    """
    checks: tuple[Callable[[Description], str], ...]
    checks = (_reach, _fit, _direction, _odd_sizes, _line, _span)
    return [words for check in checks if (words := check(measured))]


def rows(measured: Description) -> list[dict[str, Any]]:
    """The description as the rows of a table.

    Args:
        measured: What `describe` measured.

    Returns:
        A mapping for each row, with `measure` (its name), `value` (a number, NaN where there is
        nothing to measure) and `remark` (its unit or base; for isolates and people without a manager
        every id).
    """
    sampled = (
        "" if measured.path_sources == measured.people else f"from {measured.path_sources} people"
    )
    listed = (
        ("people", measured.people, ""),
        ("teams", measured.teams, ""),
        ("smallest team", measured.smallest_team, "people"),
        ("median team", measured.median_team, "people"),
        ("largest team", measured.largest_team, "people"),
        ("directed ties", measured.ties, "a mutual tie counts twice"),
        ("contacts", measured.contacts, "a person, in either direction, on average"),
        ("mutual share", measured.mutual, "of ties"),
        ("isolates", len(measured.isolates), ", ".join(measured.isolates)),
        ("components", measured.components, "groups without a tie to each other"),
        ("largest component", measured.largest_component, "people"),
        ("density within teams", measured.density_within, "share of possible ties"),
        ("density between teams", measured.density_between, "share of possible ties"),
        ("block ratio", measured.block_ratio, "density within / between"),
        ("clustering", measured.clustering, "share of a person's contacts who are tied"),
        ("mean path length", measured.path_length, sampled or "ties"),
        ("managers", measured.managers, ""),
        ("without a manager", len(measured.without_manager), ", ".join(measured.without_manager)),
        ("median span", measured.median_span, "reports"),
        ("largest span", measured.largest_span, "reports"),
        ("levels", measured.levels, "people on the longest reporting line"),
    )
    return [{"measure": name, "value": value, "remark": remark} for name, value, remark in listed]


def named(ids: Sequence[str]) -> str:
    """The first few ids, and how many more there are."""
    more = f" and {len(ids) - NAMED:,} more" if len(ids) > NAMED else ""
    return ", ".join(ids[:NAMED]) + more


def _sizes(measured: Description) -> str:
    return (
        f"{count(measured.people, 'person', 'people')} in {count(measured.teams, 'team')} of "
        f"{measured.smallest_team} to {measured.largest_team}, {measured.median_team:g} at the median."
    )


def _ties(measured: Description) -> str:
    if not measured.ties:
        return "There are no ties."
    weights = "all of weight one"
    if measured.lightest_tie != measured.heaviest_tie:
        weights = f"of weight {measured.lightest_tie:g} to {measured.heaviest_tie:g}"
    elif measured.heaviest_tie != 1:
        weights = f"all of weight {measured.heaviest_tie:g}"
    return (
        f"{count(measured.ties, 'directed tie')}, {weights}; {measured.mutual:.0%} are returned, and a "
        f"person has {measured.contacts:.1f} contacts on average."
    )


def _network(measured: Description) -> str:
    sampled = f" (from a sample of {measured.path_sources})"
    if measured.path_sources == measured.people:
        sampled = ""
    ratio = ""
    if not isnan(measured.block_ratio):
        ratio = f"Ties are {measured.block_ratio:.1f} times as dense within teams as between them; "
    return (
        f"{ratio}{measured.clustering:.0%} of a person's contacts know each other; the shortest path "
        f"between two people has {measured.path_length:.1f} ties on average{sampled}."
    )


def _reach(measured: Description) -> str:
    if measured.isolates:
        who = count(len(measured.isolates), "person has", "people have")
        return (
            f"{who} no tie: {named(measured.isolates)}. They learn from their own team and from "
            "broadcasts only. Do the ids in the ties file match?"
        )
    if measured.components > 1:
        return (
            f"The ties fall into {measured.components} separate groups; the largest has "
            f"{measured.largest_component:,} people. Are ties between the groups missing?"
        )
    return ""


def _fit(measured: Description) -> str:
    if measured.teams == 1:
        return "Everybody is in one team, so no team can go first. Is team the right column?"
    if measured.ties and measured.density_between == 0:
        return "No tie leads from one team to another. Is team the right column?"
    if measured.block_ratio < LOOSE:
        return (
            f"Ties hardly follow the teams (block ratio {measured.block_ratio:.1f}; workplaces have 3 "
            "to 40). Is team the right column?"
        )
    return ""


def _direction(measured: Description) -> str:
    if measured.mutual < 0.05:
        return "Almost no tie is returned. If a line stands for both directions, say --undirected."
    return ""


def _odd_sizes(measured: Description) -> str:
    if measured.singles:
        have = count(measured.singles, "team has", "teams have")
        return f"{have} one person only. Should they join another?"
    if measured.largest_team > LARGE_TEAM:
        return (
            f"The largest team has {measured.largest_team} people; a team shares its work and its "
            "wins. Is there a finer division?"
        )
    return ""


def _line(measured: Description) -> str:
    heads = measured.without_manager
    if not measured.managers:
        return "Nobody has a manager, so backing by managers stays out. Is there a manager column?"
    if len(heads) > 1:
        return (
            f"{len(heads):,} people have no manager: {named(heads)}. One is the head; is the "
            "manager of the others missing?"
        )
    return ""


def _span(measured: Description) -> str:
    if measured.largest_span > WIDE_SPAN:
        return f"One manager has {measured.largest_span} reports. Is a level missing?"
    return ""
