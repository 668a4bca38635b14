"""What to check before an organisation is used, in plain sentences with a remedy each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from winsim.organisation.description import Description
from winsim.organisation.statements import apart_in_words, called, named
from winsim.organisation.workplaces import MEASURES, measured_median, measured_range
from winsim.words import count

LARGE_TEAM, WIDE_SPAN, LOOSE = 30, 20, 2.0
"""A team larger, a span wider or a block ratio lower than this is worth a second look."""
ONE_WAY = 0.05
"""Of ties that have a direction, at least this share is returned."""
TEAM_RESPONSE = 0.5
"""A team of which a smaller share answered may not have been asked."""
APART = 0.2
"""Up to this share of the managers may have no tie to their reports, unnamed."""
ONE_BRIDGE, CUT_OFF = 0.4, 0.05
"""Share of the pairs across teams that one person has, and of people that one cuts off, to be named."""


@dataclass(frozen=True)
class Compared:
    """A measure that does not depend on how large an organisation is, and what an odd value may mean.

    Attributes:
        measure: Its name in `winsim.organisation.workplaces.MEASURES`.
        words: A sentence with places for the value and the range.
        low: What to ask where the value is below the range of measured workplaces.
        high: What to ask where it is above.
    """

    measure: str
    words: str
    low: str
    high: str


COMPARED = (
    Compared(
        "contacts",
        "A person has {value:.1f} contacts on average, in measured workplaces {low:.1f} to {high:.1f}.",
        "Are answers missing, or was only a part of the ties exported?",
        "Do ties count that people would not name, such as single mails or large meetings?",
    ),
    Compared(
        "returned",
        "{value:.0%} of the ties are returned, in measured workplaces {low:.0%} to {high:.0%}.",
        "Did many people not answer?",
        "Was a list without directions doubled in part?",
    ),
    Compared(
        "inside",
        "{value:.0%} of the ties stay inside a team, in measured workplaces {low:.0%} to {high:.0%}.",
        "Is team the right column?",
        "Were people asked about their own team only?",
    ),
    Compared(
        "clustering",
        "{value:.0%} of a person's contacts know each other, in measured workplaces {low:.0%} to "
        "{high:.0%}.",
        "Do the ids in the ties file mean the same people as in the people file?",
        "Do the ties come from meetings, in which everybody counts as tied to everybody?",
    ),
    Compared(
        "top_tenth",
        "The most named tenth of the people get {value:.0%} of the ties, in measured workplaces "
        "{low:.0%} to {high:.0%}.",
        "Was everybody given the same few names to choose from?",
        "Is a shared mailbox or a list of recipients among the people?",
    ),
)
"""Path length, densities and the block ratio go with the number of people, and are only printed."""


def points_to_check(measured: Description) -> list[str]:
    """Sentences that say what to check before the organisation is used.

    Args:
        measured: What `describe` measured.

    Returns:
        A sentence or two, with a remedy, on each of: teams that hardly answered, people out of reach,
        teams that ties do not follow, ties that are not returned, measures unlike those of real
        workplaces, ties between teams that hang on one person, odd team sizes, a broken reporting line,
        managers without ties to their reports, a wide span. None where all looks sound.
    """
    first = (_team_response, _reach, _fit, _direction)
    then = (_one_bridge, _cut_off, _odd_sizes, _line, _apart, _span)
    return [*_said(first, measured), *outside(measured), *_said(then, measured)]


def _said(checks: Sequence[Callable[[Description], str]], measured: Description) -> list[str]:
    return [words for check in checks if (words := check(measured))]


def outside(measured: Description) -> list[str]:
    """Sentences on the measures that lie outside the range of measured workplaces.

    Args:
        measured: What `describe` measured.

    Returns:
        One for each such measure of `COMPARED`; none for an organisation smaller than all measured
        ones, in which chance moves every measure far.
    """
    smallest, _ = measured_range("people")
    if measured.people < smallest or not measured.ties:
        return []
    way = measured.direction
    told_apart = way.one_way and way.returned >= ONE_WAY
    compared = [one for one in COMPARED if told_apart or one.measure != "returned"]
    return [words for one in compared if (words := _outside(measured, one))]


def _outside(measured: Description, compared: Compared) -> str:
    value = MEASURES[compared.measure](measured)
    low, high = measured_range(compared.measure)
    if low <= round(value, 3) <= high:
        return ""
    said = compared.words.format(value=value, low=low, high=high)
    return f"{said} {compared.low if value < low else compared.high}"


def _team_response(measured: Description) -> str:
    few = [team.team for team in measured.by_team if team.response < TEAM_RESPONSE]
    if not measured.direction.one_way or not few:
        return ""
    verb = "answered" if measured.asked else "listen to anybody"
    where = count(len(few), "team", "teams")
    return f"In {where} fewer than half of the people {verb}: {named(few)}. Were they asked?"


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
        low, high = measured_range("block_ratio")
        return (
            f"Ties hardly follow the teams: they are {measured.block_ratio:.1f} times as dense within "
            f"teams as between them, in measured workplaces {low:.1f} to {high:.1f} times, "
            f"{measured_median('block_ratio'):.1f} at the median. Is team the right column?"
        )
    return ""


def _direction(measured: Description) -> str:
    if measured.direction.returned < ONE_WAY:
        return "Almost no tie is returned. If a line stands for both directions, say --undirected."
    return ""


def _one_bridge(measured: Description) -> str:
    bridges = measured.bridges
    if measured.teams == 1 or not bridges.first:
        return ""
    most = max(bridges.first, key=lambda bridge: bridge.across)
    share = most.across / bridges.pairs_across
    if share < ONE_BRIDGE:
        return ""
    return (
        f"{share:.0%} of the pairs tied across teams involve one person, {called(most)}. Are others' ties "
        "missing, or does so much hang on this person?"
    )


def _cut_off(measured: Description) -> str:
    first = measured.bridges.first
    most = max(first, key=lambda bridge: bridge.cut_off) if first else None
    if most is None or most.cut_off < max(2, CUT_OFF * measured.people):
        return ""
    return (
        f"Without {called(most)}, {most.cut_off:,} people have no connection to the others. Are ties "
        "between them and the others missing?"
    )


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


def _apart(measured: Description) -> str:
    apart = measured.line.apart
    if not measured.ties or len(apart) <= APART * measured.managers:
        return ""
    return f"{apart_in_words(measured)} Did they not answer, or is the manager column out of date?"


def _span(measured: Description) -> str:
    if measured.largest_span > WIDE_SPAN:
        return f"One manager has {measured.largest_span} reports. Is a level missing?"
    return ""
