"""What a levering may cost before it is turned away, and how far it may differ before that is remarked upon."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GateLimits:
    """The limits of the gate; shares between 0 and 1, times in days. Only the first two turn a levering away."""

    max_afgekeurd: float = 0.20  # records the door rejected
    max_onmogelijk: float = 0.50  # records with a date that cannot be: then the export is broken, not a record
    meeste_per_regel: int = 1_000  # places listed per levering and rule; all are counted

    # Volume, against the sender's own last leveringen of a like period; Poisson is the least spread it can have,
    # signalen come in batches and have more.
    vorige_leveringen: int = 12
    minste_leveringen: int = 4  # with fewer there is no usual
    volume_spreiding: float = 4.0  # times the usual spread (from the median absolute difference) ...
    volume_verschil: float = 0.40  # ... and at least this part away from the median: 1 in 2,5
    volume_records: int = 10  # ... and at least so many records
    max_krimp: float = 0.10  # of the records of the levering that is replaced
    krimp_records: int = 3

    # Freshness
    laat_na_dagen: int = 62  # a month to deliver and a month to repair
    oud_na_dagen: int = 730
    gat_na_dagen: int = 7  # between two periods; some senders count their last day in and some do not

    # How full a field comes, against the sender's own last year and against other gemeenten
    veld_records: int = 20  # with fewer, one record is more than 5%
    veld_verschil: float = 0.20  # and at most half of what is usual
    veld_anderen: int = 5
    veld_nagenoeg_alle: float = 0.90

    # A signaalpartner that was always there: by chance a partner of 5 signalen is away once in 150 periods
    partner_nagenoeg_elke: float = 0.90
    partner_signalen: float = 5.0
    partner_daling: float = 0.80
    partner_daling_signalen: float = 20.0

    # From how many records on "all the same" is no chance any more
    bereikt_pogingen: int = 30  # with visits about 1 in 2 is reached: 30 in a row is 1 in a billion
    niet_bereikt_pogingen: int = 100  # of letters only 6% reaches anyone: 100 without is 1 in 500
    gelijke_bedragen: int = 20
    eerste_van_de_maand: int = 20  # 1 day in 30
    gelijke_datums: int = 50  # work of one day can be 20 records, but not 50
    zelfde_huishouden: int = 20
    zelfde_huishouden_aandeel: float = 0.50  # a household has one signaal per partner and month, not half of all
    zelfde_contactsoort: int = 100  # a small gemeente may well send 50 letters and nothing else
    # A signaal that was picked up has no code: 1 in 20 keeps one
    lege_status: int = 200
