"""The lab: the player's page served on this machine alone, with levers."""

from winsim.player.lab.presets import Presets, presets_of
from winsim.player.lab.server import application
from winsim.player.lab.workbench import Workbench

__all__ = ["Presets", "Workbench", "application", "presets_of"]
