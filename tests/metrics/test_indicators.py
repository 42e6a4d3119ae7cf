"""A new indicator is one file: it is found by itself, and stands where its code says."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from metrics.counting.compute import count
from metrics.definition import DefinitionError
from metrics.indicators import INDICATORS, declared_in
from tests.spec.casebook import cases

NEW = '''"""A new indicator, in a file of its own."""

from dataclasses import replace

from metrics.indicators import indicator_named

INDICATOREN = (replace(indicator_named("VS07"), code="{code}", kern={kern}),)
'''


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return what makes a package of indicator files and imports it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    known = set(sys.modules)

    def make(name: str, **files: str):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text('"""Indicators."""\n')
        for file, text in files.items():
            (tmp_path / name / f"{file}.py").write_text(text)
        return import_module(name)

    yield make
    for module in set(sys.modules) - known:
        del sys.modules[module]


def test_a_file_that_is_put_in_the_folder_is_found_and_counted(package):
    made = package(
        "eigen", nieuw=NEW.format(code="VS99", kern=False), woorden='"""Words."""\n\nTEKST = "geen indicator"\n'
    )
    found = declared_in(made)
    assert [indicator.code for indicator in found] == ["VS99"]
    book = cases(zaak="id | matchingsdatum\nz1 | 2024-03-10")
    telling = count(book.inputs(), book.today, found).telling
    assert telling.filter(uitsplitsing="", variant="standaard", noemer=1).select("indicator", "noemer").rows() == [
        ("VS99", 1)
    ]


def test_the_order_is_that_of_importance_road_and_code_whatever_the_files_are_called(package):
    made = package(
        "volgorde",
        a=NEW.format(code="KW09", kern=False),
        b=NEW.format(code="ZZ01", kern=False),
        c=NEW.format(code="VS98", kern=False),
        d=NEW.format(code="SH01", kern=False),
        e=NEW.format(code="ON09", kern=True),
    )
    assert [indicator.code for indicator in declared_in(made)] == ["ON09", "VS98", "SH01", "KW09", "ZZ01"]


def test_two_with_the_same_code_are_refused(package):
    made = package("dubbel", a=NEW.format(code="VS98", kern=False), b=NEW.format(code="VS98", kern=False))
    with pytest.raises(DefinitionError, match="De code VS98 is twee keer gebruikt"):
        declared_in(made)


def test_every_file_of_the_folder_that_declares_indicators_takes_part():
    folder = Path(import_module("metrics.indicators").__file__ or "").parent
    declaring = [file for file in folder.glob("*.py") if "\nINDICATOREN = " in file.read_text()]
    codes = {
        indicator.code
        for file in declaring
        for indicator in import_module(f"metrics.indicators.{file.stem}").INDICATOREN
    }
    assert codes == {indicator.code for indicator in INDICATORS}


def test_every_tegenmaat_exists_and_an_indicator_with_a_direction_has_one():
    codes = {indicator.code for indicator in INDICATORS}
    asked = {"DV03": "DV03b", "DV04": "DV01", "ON01": "ON02", "ON02": "ON01", "ON03": "ON02"}
    assert {i.code: i.tegenmaat for i in INDICATORS if i.code in asked} == asked
    assert {i.tegenmaat for i in INDICATORS if i.tegenmaat} <= codes
