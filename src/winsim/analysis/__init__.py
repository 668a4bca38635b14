"""What a sweep says: which factors matter, where each rollout is better, and when one loses.

Every analysis takes a `Reading`: points and values as plain tables, from a sweep or from anywhere.
"""

from winsim.analysis.box import Box, Restriction
from winsim.analysis.differences import Differences, differences
from winsim.analysis.discovery import Discovery, discover
from winsim.analysis.luck import Luck, luck_of
from winsim.analysis.morris import Morris, morris
from winsim.analysis.readable import readable, tidy
from winsim.analysis.reading import Reading, reading
from winsim.analysis.regimes import RegimeMap, regimes
from winsim.analysis.sobol import Sobol, sobol
from winsim.analysis.telling import told
from winsim.analysis.tornado import Tornado, tornado

__all__ = [
    "Box",
    "Differences",
    "Discovery",
    "Luck",
    "Morris",
    "Reading",
    "RegimeMap",
    "Restriction",
    "Sobol",
    "Tornado",
    "differences",
    "discover",
    "luck_of",
    "morris",
    "readable",
    "reading",
    "regimes",
    "sobol",
    "tidy",
    "told",
    "tornado",
]
