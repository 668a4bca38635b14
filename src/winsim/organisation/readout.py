"""A description in plain words: what was understood, and what to check before believing it."""

from collections.abc import Callable, Sequence
from math import isnan
from typing import Any

from winsim.organisation.description import Description
from winsim.words import count

NAMED = 6
"""Ids that a sentence lists."""
LARGE_TEAM, WIDE_SPAN, LOOSE = 30, 20, 2.0
"""A team larger, a span wider or a block ratio lower than this is worth a second look."""


def understood_words(found: Description) -> list[str]:
    """Sentences that say what the organisation is."""
    said = [_sizes(found), _ties(found)]
    if found.ties:
        said.append(_texture(found))
    if found.managers:
        said.append(
            f"{count(found.managers, 'manager')} on {count(found.levels, 'level')} with "
            f"{found.median_span:g} reports at the median, {found.largest_span} at most."
        )
    if found.columns:
        said.append(f"Further columns: {', '.join(found.columns)}.")
    return said


def doubts(found: Description) -> list[str]:
    """Sentences that say what to check, with a remedy each; none where all looks sound."""
    checks: tuple[Callable[[Description], str], ...]
    checks = (_reach, _fit, _direction, _odd_sizes, _line, _span)
    return [words for check in checks if (words := check(found))]


def rows(found: Description) -> list[dict[str, Any]]:
    """The description as rows of measure, value and remark; every id in full."""
    sampled = "" if found.path_sources == found.people else f"from {found.path_sources} people"
    listed = (
        ("people", found.people, ""),
        ("teams", found.teams, ""),
        ("smallest team", found.smallest_team, "people"),
        ("median team", found.median_team, "people"),
        ("largest team", found.largest_team, "people"),
        ("directed ties", found.ties, "a mutual tie counts twice"),
        ("contacts", found.contacts, "a person, in either direction, on average"),
        ("mutual share", found.mutual, "of ties"),
        ("isolates", len(found.isolates), ", ".join(found.isolates)),
        ("components", found.components, "groups without a tie to each other"),
        ("largest component", found.largest_component, "people"),
        ("density within teams", found.density_within, "share of possible ties"),
        ("density between teams", found.density_between, "share of possible ties"),
        ("block ratio", found.block_ratio, "density within / between"),
        ("clustering", found.clustering, "share of a person's contacts who are tied"),
        ("mean path length", found.path_length, sampled or "handshakes"),
        ("managers", found.managers, ""),
        ("without a manager", len(found.without_manager), ", ".join(found.without_manager)),
        ("median span", found.median_span, "reports"),
        ("largest span", found.largest_span, "reports"),
        ("levels", found.levels, "people on the longest reporting line"),
    )
    return [{"measure": name, "value": value, "remark": remark} for name, value, remark in listed]


def named(ids: Sequence[str]) -> str:
    """The first few ids, and how many more there are."""
    more = f" and {len(ids) - NAMED:,} more" if len(ids) > NAMED else ""
    return ", ".join(ids[:NAMED]) + more


def _sizes(found: Description) -> str:
    return (
        f"{count(found.people, 'person', 'people')} in {count(found.teams, 'team')} of "
        f"{found.smallest_team} to {found.largest_team}, {found.median_team:g} at the median."
    )


def _ties(found: Description) -> str:
    if not found.ties:
        return "There are no ties."
    weights = "all of weight one"
    if found.lightest_tie != found.heaviest_tie:
        weights = f"of weight {found.lightest_tie:g} to {found.heaviest_tie:g}"
    elif found.heaviest_tie != 1:
        weights = f"all of weight {found.heaviest_tie:g}"
    return (
        f"{count(found.ties, 'directed tie')}, {weights}; {found.mutual:.0%} are returned, and a "
        f"person has {found.contacts:.1f} contacts on average."
    )


def _texture(found: Description) -> str:
    sampled = f" (from a sample of {found.path_sources})"
    if found.path_sources == found.people:
        sampled = ""
    ratio = ""
    if not isnan(found.block_ratio):
        ratio = f"Ties are {found.block_ratio:.1f} times as dense within teams as between them; "
    return (
        f"{ratio}{found.clustering:.0%} of a person's contacts know each other; two people are "
        f"{found.path_length:.1f} handshakes apart on average{sampled}."
    )


def _reach(found: Description) -> str:
    if found.isolates:
        who = count(len(found.isolates), "person has", "people have")
        return (
            f"{who} no tie: {named(found.isolates)}. They learn from their own team and from "
            "broadcasts only. Do the ids in the ties file match?"
        )
    if found.components > 1:
        return (
            f"The ties fall into {found.components} separate groups; the largest has "
            f"{found.largest_component:,} people. Are ties between the groups missing?"
        )
    return ""


def _fit(found: Description) -> str:
    if found.teams == 1:
        return "Everybody is in one team, so no team can go first. Is team the right column?"
    if found.ties and found.density_between == 0:
        return "No tie leads from one team to another. Is team the right column?"
    if found.block_ratio < LOOSE:
        return (
            f"Ties hardly follow the teams (block ratio {found.block_ratio:.1f}; workplaces have 3 "
            "to 40). Is team the right column?"
        )
    return ""


def _direction(found: Description) -> str:
    if found.mutual < 0.05:
        return "Almost no tie is returned. If a line stands for both directions, say --undirected."
    return ""


def _odd_sizes(found: Description) -> str:
    if found.singles:
        have = count(found.singles, "team has", "teams have")
        return f"{have} one person only. Should they join another?"
    if found.largest_team > LARGE_TEAM:
        return (
            f"The largest team has {found.largest_team} people; a team shares its work and its "
            "wins. Is there a finer division?"
        )
    return ""


def _line(found: Description) -> str:
    heads = found.without_manager
    if not found.managers:
        return "Nobody has a manager, so backing by managers stays out. Is there a manager column?"
    if len(heads) > 1:
        return (
            f"{len(heads):,} people have no manager: {named(heads)}. One is the head; is the "
            "manager of the others missing?"
        )
    return ""


def _span(found: Description) -> str:
    if found.largest_span > WIDE_SPAN:
        return f"One manager has {found.largest_span} reports. Is a level missing?"
    return ""
