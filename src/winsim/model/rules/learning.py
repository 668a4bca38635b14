"""Learning: work done elsewhere makes work here shorter. Sources: wright1936, dutton1984, argote1990."""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import power


@compiled
def work_to_do(
    work: float,
    earlier: float,
    passed_on: float,
    exponent: float,
    incompressible: float,
    writing: float,
) -> float:
    """The work of a step in a team, in person-weeks.

    `earlier` completions elsewhere, of whose experience the share `passed_on` (θ) reaches this team,
    shorten it along Wright's progress curve (wright1936), but for the share `incompressible`
    (dejong1957); documenting it for others adds the share `writing`. Idle at exponent 0.
    """
    learnt = power(1.0 + passed_on * earlier, -exponent)
    return work * (incompressible + (1.0 - incompressible) * learnt) * (1.0 + writing)


@compiled
def gained(skill: float, dip: float) -> float:
    """The share of the benefit that a person brings, in [0, 1]: less while the new way is unfamiliar.

    `skill` is in [0, 1]; `dip` is the share that is missing without any. Idle at dip 0.
    """
    return 1.0 - dip * (1.0 - skill)


@compiled
def practised(skill: float, gain: float, practising: bool) -> float:
    """Skill with the new way after another week, in [0, 1]: it grows in use, and fades unused.

    `gain` is the share a week of what is left to learn, or of what there is to forget. Idle at 0.
    """
    return skill + gain * (1.0 - skill) if practising else skill - gain * skill
