"""One invented country: its places, levels, people and trajecten, made once per process from a seed and a scale."""

from dataclasses import dataclass
from functools import lru_cache

from queries.demo.levels import Levels, draw_levels, pool_sizes
from queries.demo.people import Crowd, make_crowd
from queries.demo.places import Places, read_places
from queries.demo.roles import Roles, draw_roles
from queries.demo.trajects import Trajects, draw_trajects


@dataclass(frozen=True)
class Scenario:
    """What decides every byte: the same two give the same files."""

    seed: str
    schaal: float  # share of the national volume


@dataclass(frozen=True, eq=False)
class World:
    """The country behind the files."""

    scenario: Scenario
    places: Places
    roles: Roles
    levels: Levels
    crowd: Crowd
    trajects: Trajects


@lru_cache(maxsize=2)
def make_world(scenario: Scenario) -> World:
    """Make the country; kept, because every file of a process needs the same one."""
    places = read_places()
    levels = draw_levels(places, scenario.seed)
    crowd = make_crowd(places, pool_sizes(places, levels, scenario.schaal), scenario.seed)
    return World(
        scenario=scenario,
        places=places,
        roles=draw_roles(places, scenario.seed),
        levels=levels,
        crowd=crowd,
        trajects=draw_trajects(crowd, levels, scenario.seed, scenario.schaal),
    )
