"""Keyed hashes: equal for what is written differently but means the same, different for anything else."""

import pytest

from queries.deliveries.pseudonyms import Key, KeyFormatError, new_key
from tests.queries.deliveries.invented import KEY

SAME_ADDRESS = [
    ("1357XZ", "24", "A"),
    ("1357 xz", "24", "a"),
    (" 1357XZ", "024", "-A"),
    ("1357XZ", "24A", None),
    ("1357XZ", "24 a", ""),
    ("1357XZ", 24, " a."),
    ("1357XZ", "24-A", None),
    ("1357XZ", "24", "0A"),
]
OTHER_ADDRESS = [("1357XZ", "24", None), ("1357XZ", "24", "B"), ("1357XZ", "2", "4A"), ("1357XY", "24", "A")]
NO_ADDRESS = [(None, "24", "A"), ("1357XZ", None, "A"), ("1357", "24", ""), ("0357XZ", "24", ""), ("1357XZ", "0", "")]


@pytest.mark.parametrize("address", SAME_ADDRESS, ids=repr)
def test_one_address_is_one_household_however_it_is_written(address):
    assert KEY.huishouden(*address) == KEY.huishouden("1357XZ", "24", "A")


@pytest.mark.parametrize("address", OTHER_ADDRESS, ids=repr)
def test_another_address_is_another_household(address):
    found = KEY.huishouden(*address)
    assert found is not None
    assert found != KEY.huishouden("1357XZ", "24", "A")


@pytest.mark.parametrize("address", NO_ADDRESS, ids=repr)
def test_without_a_dutch_address_there_is_no_household(address):
    assert KEY.huishouden(*address) is None


@pytest.mark.parametrize("bsn", ["012345672", "12345672", 12345672, " 012345672 ", "0123.45.672"], ids=repr)
def test_one_bsn_is_one_person_however_it_is_written(bsn):
    assert KEY.persoon(bsn) == KEY.persoon("012345672")


@pytest.mark.parametrize(
    "bsn", [None, "", "0", "000000000", "999999999", "111111111", "onbekend", "12345", "1234567890"]
)
def test_what_cannot_be_a_bsn_is_no_person(bsn):
    assert KEY.persoon(bsn) is None


def test_hashes_are_sixteen_bytes_and_differ_per_key_and_per_purpose():
    other = Key.from_hex("f" * 64)
    assert KEY.persoon("400000012") != other.persoon("400000012")
    assert len(KEY.persoon("400000012") or b"") == len(KEY.huishouden("1357XZ", "24", "A") or b"") == 16
    assert KEY.fingerprint != other.fingerprint
    assert KEY.persoon_from_name("A.", None, "Bos", "1985-06-15") != KEY.persoon_from_name(
        "B.", None, "Bos", "1985-06-15"
    )


@pytest.mark.parametrize(
    ("voorletters", "voorvoegsel", "achternaam"),
    [("Q.", "van", "Kwälsterbeek"), ("q", "Van ", "kwalsterbeek"), ("Q.J.", None, "van Kwalsterbeek")],
)
def test_one_name_is_one_person_however_it_is_written(voorletters, voorvoegsel, achternaam):
    expected = KEY.persoon_from_name("Q", "van", "Kwalsterbeek", "1985-06-15")
    assert KEY.persoon_from_name(voorletters, voorvoegsel, achternaam, "1985-06-15") == expected


def test_a_record_s_key_is_a_signed_number_of_64_bits_that_depends_on_every_part():
    keys = [KEY.sleutel("GM0363", "SOFT-1", f"VS-{number}") for number in range(1000)]
    assert len(set(keys)) == 1000
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert min(keys) < 0 < max(keys)
    assert KEY.identities("GM0363", "SOFT-1")("VS-7") == keys[7]
    assert KEY.sleutel("GM0363", "SOFT-1", "VS-7") != KEY.sleutel("GM0363", "SOFT-1VS-7")


def test_a_key_comes_from_a_file_and_says_what_to_do_when_it_does_not(tmp_path):
    path = tmp_path / "sleutel"
    with pytest.raises(KeyFormatError, match=r"geen sleutelbestand .*effectmeting sleutel"):
        Key.from_file(path)
    secret = new_key()
    path.write_text(secret + "\n", encoding="ascii")
    assert Key.from_file(path).fingerprint == Key.from_hex(secret).fingerprint
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeyFormatError, match="bevat geen sleutel"):
        Key.from_file(path)
