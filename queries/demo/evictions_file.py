"""A year of ontruimingen as one aanvulling file, as an association of woningcorporaties could deliver it.

Each year comes twice: soon after it ends, and once more a year later, when is known how the threats ended that were
still open. A case stands in the year it was carried out, else in the year it was reported.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from queries.demo import dirt
from queries.demo.calendar import EVICTION_YEARS, MISSING, Period
from queries.demo.chance import stream
from queries.demo.evictions import LANDLORDS, OUTCOMES, REASONS
from queries.demo.handmade import Cover, Kind, write_table
from queries.demo.json_text import choice, iso
from queries.demo.people import addresses
from queries.demo.senders import Sender
from queries.demo.world import Scenario, World, make_world

SUPPLIER = "VOORBEELD-CORPORATIES"
_COLUMNS = (
    "id", "gm_code", "postcode", "huisnummer", "toevoeging", "gemeld_op", "aangezegd_op", "vonnis_op", "uitgevoerd_op",
    "uitkomst", "reden", "verhuurder", "bron",
)  # fmt: skip
_SENDER = Sender("Woningcorporaties Samen Vlogmare")
_OPEN, _EXECUTED, _PREVENTED = OUTCOMES.index("open"), OUTCOMES.index("uitgevoerd"), OUTCOMES.index("voorkomen")


def write_evictions(folder: Path, scenario: Scenario, index: int) -> Iterator[Path]:
    """Write the file of one year, and once more that of the year before, both with what is known now."""
    world = make_world(scenario)
    known = EVICTION_YEARS[index].known_until
    yield _write(folder, world, EVICTION_YEARS[index], known, "")
    if index:
        yield _write(folder, world, EVICTION_YEARS[index - 1], known, "-herzien")


def _write(folder: Path, world: World, period: Period, known: int, mark: str) -> Path:
    codes = sorted(delivered_codes(world, period))
    rows = _cases(world, period, known).filter(pl.col("gm_code").is_in(codes))
    cover = Cover("ontruiming", codes, period.start, period.end - 1, known, SUPPLIER, _SENDER.name)
    return write_table(folder, f"ontruiming-{period.label}{mark}", cover, rows, Kind.PLAIN)


def delivered_codes(world: World, period: Period) -> set[str]:
    """Return the gemeente codes the file covers: those of the year, but not of who does not take part."""
    places = world.places
    absent = {
        code
        for today, old in zip(places.gm_codes, places.old_codes, strict=True)
        if today in world.roles.without_evictions
        for code in (today, old)
    }
    codes = {*places.gm_codes, *places.old_codes} - absent
    return codes & places.codes_between(period.start, period.end)


def _cases(world: World, period: Period, known: int) -> pl.DataFrame:
    everything = world.evictions
    executed = pl.col("uitgevoerd").is_between(0, known)
    decisive = pl.when(executed).then("uitgevoerd").otherwise("gemeld")
    cases = everything.with_columns(decisive.alias("telt_op")).filter(
        pl.col("telt_op").is_between(period.start, period.end - 1)
    )
    part = cases["deel"].to_numpy()
    old = pl.Series(cases["telt_op"].to_numpy() < world.places.borders[part])
    code = pl.Series(world.places.gm_codes).gather(part).zip_with(~old, pl.Series(world.places.old_codes).gather(part))
    chance = stream(world.scenario.seed, "ontruimingen", period.label, known)
    muddled = np.array([one == world.roles.muddled for one in world.places.gm_codes])[part]
    faults = dirt.soil(chance, len(cases), dirt.EVICTION, refused=np.zeros_like(muddled), muddled=muddled)
    frame = cases.hstack(addresses(world.crowd, cases["huishouden"].to_numpy())).with_columns(
        code.alias("gm_code"), pl.Series("fout", faults)
    )
    return frame.with_columns(
        pl.concat_str(pl.lit("ON-"), pl.col("nummer").cast(pl.String).str.zfill(6)).alias("id"),
        *_dates(known),
        *_words(known),
        pl.lit("opgave").alias("bron"),
        # A row that was pasted twice is told once, and costs no other.
        pl.when(pl.col("fout") == dirt.REPEATED_EVICTION).then(2).otherwise(1).alias("keer"),
    ).select(pl.col(_COLUMNS).repeat_by("keer").explode())


def _dates(known: int) -> list[pl.Expr]:
    fault, executed = pl.col("fout"), pl.col("uitgevoerd")
    turned = (fault == dirt.EARLY_EVICTION) & (executed > MISSING)
    reported = pl.when(turned).then(executed + 20).otherwise(pl.col("gemeld"))
    left_out = (fault == dirt.EXECUTED_NO_DATE) & (pl.col("uitkomst") == _EXECUTED)
    return [
        iso(reported, known).alias("gemeld_op"),
        iso(pl.col("aangezegd"), known).alias("aangezegd_op"),
        iso(pl.col("vonnis"), known).alias("vonnis_op"),
        iso(pl.when(left_out).then(MISSING).otherwise(executed), known).alias("uitgevoerd_op"),
    ]


def _words(known: int) -> list[pl.Expr]:
    fault, closed = pl.col("fout"), pl.col("gesloten")
    decided = (closed > MISSING) & (closed <= known)
    outcome = pl.when(decided).then("uitkomst").otherwise(_OPEN)
    outcome = pl.when((fault == dirt.PREVENTED_AND_EXECUTED) & decided).then(_PREVENTED).otherwise(outcome)
    homeless = fault == dirt.EVICTION_NO_ADDRESS
    return [
        pl.when(fault == dirt.BAD_OUTCOME).then(pl.lit("geregeld"))
        .otherwise(choice(outcome, OUTCOMES)).alias("uitkomst"),
        choice(pl.col("reden"), REASONS).alias("reden"),
        pl.when(fault != dirt.EVICTION_NO_LANDLORD).then(choice(pl.col("verhuurder"), LANDLORDS)).alias("verhuurder"),
        *(pl.when(~homeless).then(name).alias(name) for name in ("postcode", "huisnummer", "toevoeging")),
    ]  # fmt: skip
