"""Nobody in the demo is a real person, and the same household keeps its name and address."""

import re

import numpy as np
import polars as pl

from queries.demo.people import bsn
from queries.reference.loader import FOLDER
from tests.queries.demo.country import Country


def passes_elfproef(number: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0


def test_the_elfproef_of_this_test_knows_a_good_number():
    assert passes_elfproef("111222333")
    assert not passes_elfproef("111222334")


def test_no_bsn_passes_the_elfproef(country: Country):
    found = {signaal["client"].get("Burgerservicenummer") for _, signaal in country.signals()}
    found |= {client.get("Burgerservicenummer") for _, one in country.trajecten("shv-") for client in one["client"]}
    found.discard(None)
    assert len(found) > 20_000
    assert all(re.fullmatch("9[0-9]{8}", number) for number in found)
    assert not any(passes_elfproef(number) for number in found)


def test_a_million_numbers_are_all_different_and_all_fail_the_elfproef():
    households = np.arange(1_000_000)
    numbers = np.concatenate([bsn(households, np.zeros_like(households)), bsn(households, np.ones_like(households))])
    digits = numbers[:, None] // 10 ** np.arange(8, -1, -1) % 10
    assert len(np.unique(numbers)) == 2_000_000
    assert not ((digits * np.array([9, 8, 7, 6, 5, 4, 3, 2, -1])).sum(axis=1) % 11 == 0).any()


def test_names_and_streets_are_long_and_stand_in_no_reference_table(country: Country):
    known = "\n".join(path.read_text().lower() for path in FOLDER.glob("*.csv"))
    clients = [signaal["client"] for _, signaal in country.signals()]
    words = {client["Achternaam"] for client in clients} | {client.get("Straatnaam", "x" * 8) for client in clients}
    words.discard("x" * 8)
    assert min(len(word) for word in words) >= 8
    assert [word for word in words if word.lower() in known] == []


def test_contact_persons_cannot_be_written_to(country: Country):
    for _, levering in country.leveringen("vs-2022"):
        (person,) = levering["aanleverende_organisatie"]["contactpersoonen"]
        assert person["email"].endswith("@voorbeeld.invalid")


def test_an_address_belongs_to_one_family_name_and_a_bsn_to_one_birth_date(country: Country):
    rows = [
        (client["Postcode"], client["Huisnummer"], client["Achternaam"], client.get("Burgerservicenummer"),
         client.get("Geboortedatum"))
        for client in (signaal["client"] for _, signaal in country.signals())
        if "Postcode" in client
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=["postcode", "huisnummer", "naam", "bsn", "geboren"], orient="row")
    homes = frame.group_by("postcode", "huisnummer").agg(
        pl.col("naam").n_unique(), pl.col("bsn").drop_nulls().n_unique()
    )
    assert homes["naam"].max() == 1
    assert homes["bsn"].max() == 2  # couples
    assert frame.drop_nulls().group_by("bsn").agg(pl.col("geboren").n_unique())["geboren"].max() == 1


def test_households_come_back_and_meet_schuldhulp(country: Country):
    signalled = [signaal["client"].get("Burgerservicenummer") for _, signaal in country.signals()]
    helped = {client.get("Burgerservicenummer") for _, one in country.trajecten("shv-") for client in one["client"]}
    assert len(set(signalled)) < 0.55 * len(signalled)
    assert 0.2 < len(set(signalled) & helped) / len(set(signalled)) < 0.7
