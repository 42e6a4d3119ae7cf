"""Where a line passes from one version of its definition to the next: what a reader has to be told."""

import polars as pl


def version_changes(figures: pl.DataFrame) -> pl.DataFrame:
    """Return gebied, cel, versie, periode_van and periode: the first period that holds each version, in order.

    ``figures`` is what metrics.figures made; a line of one version has one row. A period in which two
    versions meet is the first of the newer one, and its figure is made of both.
    """
    line = ["gebied", "cel"]
    return (
        figures.select(*line, "periode_van", "periode", versie="versies")
        .explode("versie")
        .drop_nulls("versie")
        .sort(*line, "versie", "periode_van")
        .group_by(*line, "versie", maintain_order=True)
        .first()
        .select(*line, "versie", "periode_van", "periode")
    )
