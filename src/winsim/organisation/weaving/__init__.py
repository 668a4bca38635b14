"""Ties drawn one by one in compiled code, and rows of who listens to whom."""

from winsim.organisation.weaving.ground import Ground
from winsim.organisation.weaving.rows import People
from winsim.organisation.weaving.weaving import Woven, as_rows, woven

__all__ = ["Ground", "People", "Woven", "as_rows", "woven"]
