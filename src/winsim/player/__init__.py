"""The player: runs shown week by week on one page of its own, as a file or served by the lab."""

from winsim.player.document import Play, document, play, refuse_crowd
from winsim.player.markup import page

__all__ = ["Play", "document", "page", "play", "refuse_crowd"]
