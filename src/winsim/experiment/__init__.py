"""What is asked: an experiment as a frozen, validated declaration, and the points it looks at."""

from winsim.experiment.design import Design
from winsim.experiment.experiment import OUTCOMES, Experiment, Stop
from winsim.experiment.factor import Factor

__all__ = ["OUTCOMES", "Design", "Experiment", "Factor", "Stop"]
