"""Learning: work done elsewhere makes work here shorter. Sources: wright1936, dutton1984, argote1990."""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import power


@compiled
def work_to_do(
    work: float, earlier: float, passed_on: float, exponent: float, writing: float
) -> float:
    """The work of a step in a team, in person-weeks.

    `earlier` completions elsewhere, of whose experience the share `passed_on` reaches this team,
    shorten it along Wright's progress curve; documenting it for others adds the share `writing`.
    """
    return work * power(1.0 + passed_on * earlier, -exponent) * (1.0 + writing)


@compiled
def practised(skill: float, gain: float, practising: bool) -> float:
    """Skill with the new way after another week: it grows towards one in use, and fades unused."""
    return skill + gain * (1.0 - skill) if practising else skill - gain * skill
