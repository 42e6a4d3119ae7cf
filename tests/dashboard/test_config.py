"""Settings: read once, frozen, and a misspelt one is refused."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.config import load_settings
from dashboard.errors import SettingsError


def test_settings_come_from_the_mapping_and_nowhere_else(tmp_path: Path) -> None:
    settings = load_settings({"EFFECTMETING_MAP": str(tmp_path), "EFFECTMETING_VANDAAG": "2025-02-15", "HOME": "/x"})
    assert settings.map == tmp_path
    assert settings.vandaag == date(2025, 2, 15)
    assert settings.database_url == f"sqlite:///{tmp_path / 'register.sqlite3'}"
    assert settings.poort == 8501


@pytest.mark.parametrize(
    ("name", "value"),
    [("EFFECTMETING_PORT", "1"), ("EFFECTMETING_POORT", "tachtig"), ("EFFECTMETING_MAX_AFGEKEURD", "1.5")],
)
def test_a_misspelt_or_unreadable_setting_is_refused_by_name_and_never_by_value(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        load_settings({name: value})
    assert value == "1" or value not in str(refused.value)


def test_an_empty_setting_is_no_setting() -> None:
    assert load_settings({"EFFECTMETING_POORT": ""}).poort == 8501


def test_the_key_is_never_shown_nor_passed_to_the_server() -> None:
    settings = load_settings({"EFFECTMETING_SLEUTEL": "ab" * 32})
    assert "abab" not in repr(settings)
    assert "abab" not in " ".join(settings.as_environment().values())
