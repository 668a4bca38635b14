"""A description in plain sentences: what an organisation is.

The command line prints these before the tables; what to check stands in
`winsim.organisation.checks`.
"""

from collections.abc import Callable, Sequence
from math import isnan

from winsim.organisation.bridges import Bridge
from winsim.organisation.description import Description
from winsim.organisation.labels import team_label
from winsim.organisation.workplaces import measured_range
from winsim.words import count, joined

NAMED = 6
"""Ids that a sentence lists."""
BRIDGES_NAMED = 3
"""People who bridge that a sentence names; the table lists more."""


def statements(measured: Description) -> list[str]:
    """Sentences that say what the organisation is.

    Args:
        measured: What `describe` measured.

    Returns:
        Sizes and ties; then, where there are any: whether ties are returned and who answered, how ties
        follow teams and who bridges these, the reporting line beside the ties, who is named most,
        the texture of the network, managers, and further columns, a sentence each.
    """
    tied: tuple[Callable[[Description], str], ...]
    tied = (_direction, _response, _teams, _bridges, _line, _attention, _network)
    sentences = [_sizes(measured), _ties(measured)]
    if measured.ties:
        sentences += [words for part in tied if (words := part(measured))]
    if measured.managers:
        sentences.append(
            f"{count(measured.managers, 'manager')} on {count(measured.levels, 'level')} with "
            f"{measured.median_span:g} reports at the median, {measured.largest_span} at most."
        )
    if measured.columns:
        sentences.append(f"Further columns: {', '.join(measured.columns)}.")
    return sentences


def named(ids: Sequence[str]) -> str:
    """The first few ids, and how many more there are."""
    more = f" and {len(ids) - NAMED:,} more" if len(ids) > NAMED else ""
    return ", ".join(ids[:NAMED]) + more


def called(bridge: Bridge) -> str:
    """Who bridges, in words: name, id and team."""
    own = bridge.id if bridge.name == bridge.id else f"{bridge.name} ({bridge.id})"
    return f"{own} of {team_label(bridge.team)}"


def apart_in_words(measured: Description) -> str:
    """Which managers have no tie to their reports, as a sentence; empty where all have."""
    apart = measured.line.apart
    who = count(len(apart), "manager has", "managers have")
    return f"{who} no tie to anybody who reports to them: {named(apart)}." if apart else ""


def range_in_words(measure: str) -> str:
    """Between which values a share lies in measured workplaces, in hundredths: `39 to 75`.

    Args:
        measure: A name in `winsim.organisation.workplaces.MEASURES` of a share.
    """
    low, high = measured_range(measure)
    return f"{100 * low:.0f} to {100 * high:.0f}"


def _sizes(measured: Description) -> str:
    sizes = f"{measured.smallest_team}"
    if measured.smallest_team < measured.largest_team:
        sizes += f" to {measured.largest_team}, {measured.median_team:g} at the median"
    who = count(measured.people, "person", "people")
    return f"{who} in {count(measured.teams, 'team')} of {sizes}."


def _ties(measured: Description) -> str:
    if not measured.ties:
        return "There are no ties."
    weights = "all of weight one"
    if measured.lightest_tie != measured.heaviest_tie:
        weights = f"of weight {measured.lightest_tie:.3g} to {measured.heaviest_tie:.4g}"
    elif measured.heaviest_tie != 1:
        weights = f"all of weight {measured.heaviest_tie:.4g}"
    return (
        f"{count(measured.ties, 'directed tie')}, {weights}; a person has {measured.contacts:.1f} "
        "contacts on average."
    )


def _direction(measured: Description) -> str:
    way = measured.direction
    usual = range_in_words("returned")
    if not way.one_way:
        return (
            "Every tie is returned, as in a list of pairs such as shared projects; where people are "
            f"asked one by one, {usual} of 100 ties are."
        )
    return (
        f"Of 100 ties {100 * way.returned:.0f} are returned; in measured workplaces {usual} are, and "
        f"if as many ties ran at random, {100 * way.by_chance:.2g} would be."
    )


def _response(measured: Description) -> str:
    if not measured.direction.one_way:
        return ""
    verb, rest = "listen to somebody", "listen to nobody"
    if measured.asked:
        verb, rest = "answered", "did not"
    elif measured.silent == 1:
        rest = "listens to nobody"
    if not measured.silent:
        return f"All of these people {verb}."
    return f"{measured.response:.0%} of the people {verb}; {measured.silent:,} {rest}."


def _teams(measured: Description) -> str:
    if isnan(measured.block_ratio):
        return ""
    return (
        f"Ties are {measured.block_ratio:.1f} times as dense within teams as between them, and "
        f"{measured.inside:.0%} of them stay inside a team."
    )


def _bridges(measured: Description) -> str:
    bridges = measured.bridges
    if not bridges.first:
        return ""
    few = [called(bridge) for bridge in bridges.first[:BRIDGES_NAMED]]
    begin = "first of all " if len(bridges.first) > len(few) else ""
    who = "the person who bridges"
    if len(bridges.first) > 1:
        who = f"one of the {len(bridges.first)} people who bridge"
    return (
        f"{bridges.share_of_first:.0%} of the pairs tied across teams involve {who} most: "
        f"{begin}{joined(few)}{_sampled(measured)}."
    )


def _line(measured: Description) -> str:
    line = measured.line
    if not line.pairs:
        return ""
    return (
        f"Of 100 people who have a manager, {100 * line.upwards:.0f} listen to the manager and "
        f"{100 * line.downwards:.0f} are listened to by the manager; {line.along:.0%} of the ties run "
        f"along the reporting line, {line.among_peers:.0%} between people of the same manager, and "
        f"{line.skipping:.0%} skip a level. {apart_in_words(measured)}"
    ).rstrip()


def _attention(measured: Description) -> str:
    naming = measured.attention
    who, times = naming.most_named[0]
    return (
        f"The most named tenth of the people get {naming.top_tenth:.0%} of the ties; most people name "
        f"{who}, {times:,} of them."
    )


def _network(measured: Description) -> str:
    return (
        f"{measured.clustering:.0%} of a person's contacts know each other; the shortest path "
        f"between two people has {measured.path_length:.1f} ties on average{_sampled(measured)}."
    )


def _sampled(measured: Description) -> str:
    """From how many people paths were followed, where not from all."""
    everyone = measured.path_sources == measured.people
    return "" if everyone else f" (from a sample of {measured.path_sources})"
