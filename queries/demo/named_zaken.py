"""Who was reached in the gemeenten that deliver an aanvulling, as far as those tables name them."""

from functools import lru_cache

import numpy as np
import polars as pl

from queries.demo.approach import RESULTS
from queries.demo.calendar import QUARTERS, first_quarter
from queries.demo.json_text import choice
from queries.demo.people import addresses, bsn
from queries.demo.practice import ASKING, REFERRING
from queries.demo.signals import ID_MARK, id_prefix
from queries.demo.suppliers import supplier_of
from queries.demo.vs_rows import quarter_of
from queries.demo.world import Scenario, make_world

_NAMED = sorted({*REFERRING, *ASKING})


def reached_zaken(scenario: Scenario, gm_code: str) -> pl.DataFrame:
    """Return signaal_id, bsn, address, resultaat and ``op`` (the day) of whom a gemeente reached, in order of time."""
    quarters = range(first_quarter(scenario.jaren), len(QUARTERS))
    everyone = pl.concat([reached_in(scenario, at) for at in quarters])
    return everyone.filter(gm_code=gm_code).sort("op", "signaal_id")


@lru_cache(maxsize=2 * len(QUARTERS))
def reached_in(scenario: Scenario, index: int) -> pl.DataFrame:
    """Return who was reached of the zaken of one quarter; small, and kept: tables over years need every quarter."""
    world = make_world(scenario)
    quarter = quarter_of(scenario, index)
    codes = np.array(world.places.gm_codes)
    named = np.isin(codes, _NAMED)
    zaken = quarter.zaken
    here = named[zaken["deel"].to_numpy()] & (zaken["bereikt2"].to_numpy() == 1)
    zaken = zaken.filter(pl.Series(here))
    part, household = zaken["deel"].to_numpy(), zaken["huishouden"].to_numpy()
    # Their borders did not move and none of them changed software: one beginning of IDs each.
    prefixes = [id_prefix(world, quarter.period, supplier_of(scenario.seed, code)) for code in world.places.gm_codes]
    first = zaken["signalen"].str.extract(ID_MARK + "([0-9]+)")
    return (
        zaken.select("huishouden", op="datum2", resultaat=choice(pl.col("resultaat"), RESULTS))
        .with_columns(
            pl.Series("gm_code", codes[part].tolist(), dtype=pl.String),
            (pl.Series(prefixes).gather(part) + first).alias("signaal_id"),
            pl.Series(bsn(household, np.zeros_like(household))).cast(pl.String).alias("bsn"),
        )
        .hstack(addresses(world.crowd, household))
    )
