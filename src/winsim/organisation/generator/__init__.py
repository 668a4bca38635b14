"""Organisations drawn at random: workplaces with teams and bridges, and the classic graphs.

`generator` is the way in; the other modules draw the ties, in bulk or compiled.
"""
