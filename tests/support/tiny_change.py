"""A change so small that a run of it takes a millisecond, as the scenario file that tests vary."""

GATED = "{teams: rest, gate: {wins: 1}}"
"""The second wave of pilots, behind a gate."""


def tiny(
    weeks: int,
    second: str = "rest",
    organisation: str = "{generate: {people: 24, team_size: 6}}",
    risk: float = 0.0,
) -> str:
    """Two steps, a big bang, and pilots with a `second` wave; `risk` is that of the first step."""
    return f"""\
name: tiny
weeks: {weeks}
organisation: {organisation}
initiative:
  steps:
    - {{name: sort, work: 1, value: 0.4, risk: {risk}}}
    - {{name: standardise, work: 1, value: 0.6, needs: [sort]}}
rollouts:
  big_bang: {{release: whole}}
  pilots: {{waves: [{{pick: readiest, count: 1}}, {second}]}}
"""
