"""Every table of the store, once: what was delivered, what was counted, and what is shown.

Names are the field's own Dutch nouns (DDAS and GGM spelling). Case tables hang on the levering they
came with, so that a levering is accepted, replaced and deleted whole. Record ids are
``levering.id * RECORDS_PER_LEVERING + position``: unique without asking the database for a number,
and readable (record 450000123 is number 123 of levering 45).
"""

from queries.schema.aanvulling import (
    bekendheid,
    doorverwijzing,
    dossier,
    eigen_gemeente_jaar,
    gesprekken,
    jaarcijfer,
    kenmerk,
    ontruiming,
)
from queries.schema.base import RECORDS_PER_LEVERING, metadata
from queries.schema.choices import deelname, doel, groep, interventie
from queries.schema.figures import (
    berekening,
    dekking,
    geteld,
    publicatie,
    publicatie_bestand,
    samenhang,
    signaalregel,
    telling,
    verdeling,
)
from queries.schema.leveringen import afkeuring, controle, levering, partnertelling, veldvulling
from queries.schema.mail import (
    abonnement,
    alarm,
    alarmstand,
    gemeld,
    melding,
    rapport,
    rapport_bestand,
    verzending,
)
from queries.schema.reference import gemeente, gemeente_jaar, herindeling, herindeling_pc4, referentie
from queries.schema.running import instelling, taak
from queries.schema.schuldhulp import traject, traject_persoon
from queries.schema.vroegsignalering import contactpoging, signaal, zaak, zaak_signaal

__all__ = [
    "RECORDS_PER_LEVERING",
    "abonnement",
    "afkeuring",
    "alarm",
    "alarmstand",
    "bekendheid",
    "berekening",
    "contactpoging",
    "controle",
    "deelname",
    "dekking",
    "doel",
    "doorverwijzing",
    "dossier",
    "eigen_gemeente_jaar",
    "gemeente",
    "gemeente_jaar",
    "gemeld",
    "gesprekken",
    "geteld",
    "groep",
    "herindeling",
    "herindeling_pc4",
    "instelling",
    "interventie",
    "jaarcijfer",
    "kenmerk",
    "levering",
    "melding",
    "metadata",
    "ontruiming",
    "partnertelling",
    "publicatie",
    "publicatie_bestand",
    "rapport",
    "rapport_bestand",
    "referentie",
    "samenhang",
    "signaal",
    "signaalregel",
    "taak",
    "telling",
    "traject",
    "traject_persoon",
    "veldvulling",
    "verdeling",
    "verzending",
    "zaak",
    "zaak_signaal",
]
