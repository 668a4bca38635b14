"""The command `attribute`: how much of a difference of two rollouts each lever carries."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import click

from winsim.cli.levers import group_option
from winsim.cli.parts import asked_for, parts_options, present
from winsim.cli.terminal import progress_line


@click.command()
@parts_options
@group_option
def attribute(groups: Mapping[str, Sequence[str]], **given: Any) -> None:
    """Exchange the levers in which two rollouts differ and measure what each carries.

    Simulates all mixtures of two rollouts (without --rollouts, the scenario's baseline and the first
    other one) on the same chance events; what a lever carries is its Shapley value. Results go to
    out/NAME-attribution without --out; those of other inputs that are there are replaced only where
    --out names their folder.
    """
    asked = asked_for("attribution", **given)
    from winsim import figures
    from winsim.counterfactual import attribution
    from winsim.counterfactual.attribution_statements import statements
    from winsim.counterfactual.results import write_attribution

    with progress_line("exchanging levers") as progress:
        result = attribution.attribute(**asked.request, groups=groups, progress=progress)
    write = partial(write_attribution, result=result)
    present(asked, result, statements(result), write, partial(figures.attribution, result))
