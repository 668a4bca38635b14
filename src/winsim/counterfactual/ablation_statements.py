"""An ablation in sentences."""

from __future__ import annotations

from winsim.counterfactual.ablation import Ablation
from winsim.counterfactual.parts_statements import closing_statements, difference_in_words


def statements(ablation: Ablation) -> list[str]:
    """What the ablation says, in sentences.

    Args:
        ablation: what `winsim.counterfactual.ablation.ablate` gave.

    Returns:
        One sentence an outcome with the three heaviest mechanisms, a caveat on reading the parts, in
        which levers the rollouts differ, and, where there are such, those mechanisms that are idle and
        those that the scenario has switched off.
    """
    off = [f"Off in this scenario: {', '.join(ablation.off)}."] if ablation.off else []
    return [
        *(_said(ablation, outcome) for outcome in ablation.outcomes),
        "The parts do not add up to the whole, because mechanisms act on one another; and of twenty "
        "intervals, about one misses the truth by chance.",
        *closing_statements(ablation),
        *off,
    ]


def _said(ablation: Ablation, name: str) -> str:
    unit, rows = ablation.unit(name), ablation.carried[ablation.carried["outcome"] == name]
    start = f"{difference_in_words(ablation, name)}; "
    heavy = [row for _, row in rows[rows["significant"]].head(3).iterrows()]
    if not heavy:
        return f"{start}no single mechanism clearly carries any of it."
    parts = [
        f"without {row['mechanism']} it would be {unit.differences(row['difference_without'])[0]}"
        for row in heavy
    ]
    return f"{start}{', '.join(parts)}."
