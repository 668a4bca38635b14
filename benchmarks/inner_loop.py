"""The weekly update of people: the kernel's parts and the same arithmetic in C, on one world."""

from statistics import median
from time import perf_counter
from typing import Any

import in_c
import numba
import numpy as np

from winsim.compiling import OPTIONS
from winsim.kernel import living
from winsim.world import World


@numba.njit(**OPTIONS)
def learn_of_results(world, week, times):
    for k in range(times):
        living.learn_of_results(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)

@numba.njit(**OPTIONS)
def become_aware(world, week, times):
    for k in range(times):
        living.become_aware(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)

@numba.njit(**OPTIONS)
def weigh(world, week, times):
    for k in range(times):
        living.weigh(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)

@numba.njit(**OPTIONS)
def choose(world, week, times):
    for k in range(times):
        living.choose(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)

@numba.njit(**OPTIONS)
def carry_on(world, week, times):
    for k in range(times):
        living.carry_on(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)

@numba.njit(**OPTIONS)
def update(world, week, times):
    for k in range(times):
        living.learn_of_results(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)
        living.become_aware(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)
        living.weigh(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)
        living.choose(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)
        living.carry_on(world.venture, world.crowd, week + k, 0, world.crowd.network.team.size)
