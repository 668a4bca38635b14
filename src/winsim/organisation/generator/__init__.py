"""Organisations drawn at random: workplaces with teams and bridges, and the classic graphs."""
