"""Tables drawn with seaborn: one function a figure, which returns its axes and computes nothing.

Figures aggregate to medians, quantiles, means, and shares with their intervals, and no further. They
leave no trace in matplotlib's global state, so they may be drawn in any program. Where a figure takes
`ax`, None draws on a new figure of its own; `figure_of` gives the figure of axes, and `save` writes it.
"""

from winsim.figures.ablation import ablation
from winsim.figures.apart import adoption_by_rollout
from winsim.figures.attribution import attribution
from winsim.figures.curves import (
    adoption,
    curves,
    fatigue_and_support,
    level,
    trust_and_belief,
)
from winsim.figures.differences import differences, outcome_differences
from winsim.figures.discovery import discovery
from winsim.figures.flip import flip
from winsim.figures.gallery import FIGURES, draw_figures, drawing
from winsim.figures.levers import levers
from winsim.figures.odds import odds, odds_of
from winsim.figures.organisation import network
from winsim.figures.parts import carried
from winsim.figures.progress import gap, progress
from winsim.figures.reached import reached, time_to_half
from winsim.figures.regimes import regimes
from winsim.figures.sensitivity import morris, sobol, tornado
from winsim.figures.spiral import gains, spiral
from winsim.figures.style import figure_of, save
from winsim.figures.teams import team_heatmap
from winsim.figures.wins import adoption_and_wins, wins
from winsim.figures.withdrawal import fate, withdrawal

__all__ = [
    "FIGURES",
    "ablation",
    "adoption",
    "adoption_and_wins",
    "adoption_by_rollout",
    "attribution",
    "carried",
    "curves",
    "differences",
    "discovery",
    "draw_figures",
    "drawing",
    "fate",
    "fatigue_and_support",
    "figure_of",
    "flip",
    "gains",
    "gap",
    "level",
    "levers",
    "morris",
    "network",
    "odds",
    "odds_of",
    "outcome_differences",
    "progress",
    "reached",
    "regimes",
    "save",
    "sobol",
    "spiral",
    "team_heatmap",
    "time_to_half",
    "tornado",
    "trust_and_belief",
    "wins",
    "withdrawal",
]
