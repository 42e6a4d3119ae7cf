"""Partners: who reported, by name where that was delivered, else by the kind of partner."""

import polars as pl


def partner_name() -> pl.Expr:
    """The name of the partner of a signaal, however it was typed; null where none was delivered."""
    name = pl.col("partnernaam").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    return pl.when(name != "").then(name)


def partners() -> pl.Expr:
    """Count the partners of a group of signalen, from ``signaalpartner`` and ``partnernaam``, for an aggregation.

    A lower bound: nameless signalen of one kind are taken for one partner, and for a partner of that kind
    that did give its name. A name counts once, whatever its kinds.
    """
    name = partner_name()
    # A bit per kind of partner: kinds without a name count only where no name of that kind is there.
    kind = (2 ** pl.col("signaalpartner").to_physical().cast(pl.Int64)).cast(pl.Int32)
    nothing = pl.lit(0, pl.Int32)
    named = pl.when(name.is_not_null()).then(kind).otherwise(nothing).bitwise_or().fill_null(0)
    nameless = pl.when(name.is_null()).then(kind).otherwise(nothing).bitwise_or().fill_null(0)
    return name.drop_nulls().n_unique() + (nameless & ~named).bitwise_count_ones()


def some_partner_unknown() -> pl.Expr:
    """Whether a signaal in the group names neither its partner nor the kind, for an aggregation."""
    return (pl.col("signaalpartner").is_null() & partner_name().is_null()).any()
