"""Registered cases of schuldhulp: trajecten and who is in them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from queries.schema.base import levering_column, metadata

traject = Table(
    "traject",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("startdatum", Date),
    Column("einddatum", Date),
    Column("toekenning", Date),
    Column("aanmelding", Date),
    Column("crisis", Boolean),
    Column("intake_van", Date),
    Column("intake_tot", Date),
    Column("beschikking", Text),
    Column("beschikkingsdatum", Date),
    Column("plan_van_aanpak", Date),
    Column("stabilisatie_van", Date),
    Column("stabilisatie_tot", Date),
    Column("regeling_aangevraagd", Date),
    Column("regeling_toegekend", Date),
    Column("regeling_afgewezen", Date),
    Column("regeling_ingetrokken", Date),
    Column("dwangakkoord", Boolean),
    Column("oplossing", Text),
    Column("oplossing_van", Date),
    Column("oplossing_tot", Date),
    Column("begeleiding", Text),  # kinds, comma-separated, sorted
    Column("uitstroom", Date),
    Column("uitstroomreden", Text),
    Column("schuldbedrag", Integer),
    Column("schuldeisers", Integer),
    Column("nazorg", Date),
    # earliest date anywhere in the record: the start where no startdatum is given
    Column("eerste_datum", Date),
)

traject_persoon = Table(
    "traject_persoon",
    metadata,
    Column("traject", BigInteger, ForeignKey("traject.id", ondelete="CASCADE"), nullable=False),
    Column("volgnummer", Integer, nullable=False),
    Column("persoon", LargeBinary(16)),
    Column("persoon_uit", String(4)),
    Column("huishouden", LargeBinary(16)),
    Column("geboortejaar", Integer),
    Column("pc4", String(4)),
    PrimaryKeyConstraint("traject", "volgnummer"),
)
