"""The command `ablate`: how much each mechanism contributes to a difference of two rollouts."""

from functools import partial
from typing import Any

import click

from winsim.cli.parts import asked_for, parts_options, present
from winsim.cli.terminal import progress_line


@click.command()
@parts_options
def ablate(**given: Any) -> None:
    """Switch off one mechanism at a time and measure how much of a difference goes with it.

    Simulates two rollouts (without --rollouts, the scenario's baseline and the first other one) with
    and without each mechanism, on the same chance events. Results go to out/NAME-ablation without
    --out; those of other inputs that are there are replaced only where --out names their folder.
    """
    asked = asked_for("ablation", **given)
    from winsim import figures
    from winsim.counterfactual import ablation
    from winsim.counterfactual.ablation_statements import statements
    from winsim.counterfactual.results import write_ablation

    with progress_line("switching mechanisms off") as progress:
        result = ablation.ablate(**asked.request, progress=progress)
    write = partial(write_ablation, result=result)
    present(asked, result, statements(result), write, partial(figures.ablation, result))
