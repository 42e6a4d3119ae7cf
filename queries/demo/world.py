"""One invented country: its places, levels, people and cases, made once per process from a seed and a scale."""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from queries.demo.evictions import draw_evictions
from queries.demo.interventions import Intervention, draw_interventions
from queries.demo.levels import Levels, draw_levels, pool_sizes
from queries.demo.people import Crowd, make_crowd
from queries.demo.places import Places, read_places
from queries.demo.roles import Roles, draw_roles
from queries.demo.trajects import Trajects, draw_trajects


@dataclass(frozen=True)
class Scenario:
    """What decides every byte: the same three give the same files."""

    seed: str
    schaal: float  # share of the national volume
    jaren: int = 3  # years of vroegsignalering, the last of them 2024; fewer years are the end of more


@dataclass(frozen=True, eq=False)
class World:
    """The country behind the files."""

    scenario: Scenario
    places: Places
    roles: Roles
    interventions: tuple[Intervention, ...]
    levels: Levels
    crowd: Crowd
    trajects: Trajects
    evictions: pl.DataFrame


@lru_cache(maxsize=2)
def make_world(scenario: Scenario) -> World:
    """Make the country; kept, because every file of a process needs the same one."""
    places = read_places()
    seed, schaal = scenario.seed, scenario.schaal
    roles = draw_roles(places, seed)
    planted = draw_interventions(places, roles, seed)
    levels = draw_levels(places, planted, seed)
    crowd = make_crowd(places, pool_sizes(places, levels, schaal), seed)
    return World(
        scenario=scenario,
        places=places,
        roles=roles,
        interventions=planted,
        levels=levels,
        crowd=crowd,
        trajects=draw_trajects(crowd, levels, seed, schaal),
        evictions=draw_evictions(crowd, levels, seed, schaal),
    )
