"""Settings: the only reader of the environment. Everything below gets plain arguments."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from dashboard.errors import SettingsError

PREFIX = "EFFECTMETING_"


class Settings(BaseSettings):
    """Where things are and what is allowed; frozen, and a misspelt setting is refused."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    map: Path = Field(default_factory=lambda: user_data_path("effectmeting"))
    database: str | None = None
    sleutel: SecretStr | None = None
    sleutelbestand: Path = Field(default_factory=lambda: user_config_path("effectmeting") / "sleutel")
    poort: int = Field(default=8501, ge=1, le=65535)
    max_afgekeurd: float = Field(default=0.20, ge=0, le=1)
    vandaag: date | None = None
    naam: str | None = Field(default=None, max_length=60)  # these three: see dashboard/branding.py
    logo: Path | None = None
    kleur: str | None = Field(default=None, pattern=r"^#[0-9A-Fa-f]{6}$")
    grenzen: Path | None = None  # a GeoJSON with the borders of gemeenten, for the map
    smtp_server: str | None = None  # these: see dashboard/mail/courier.py
    smtp_poort: int = Field(default=587, ge=1, le=65535)
    smtp_gebruiker: str | None = None
    smtp_wachtwoord: SecretStr | None = None
    smtp_wachtwoordbestand: Path | None = None
    smtp_afzender: str | None = None
    smtp_certificaten: Path | None = None
    cusum: bool = False  # a second way to notice a change, for warnings by mail
    # Of the open data: where its folders will stand, who brings it out (a URI, such as one of TOOI), and the licence
    # (dashboard/opendata/licence.py); whom to ask is whom users of the API can write.
    opendata_adres: str | None = Field(default=None, pattern=r"^https?://[^\s<>\"#?]+$")
    opendata_uitgever: str | None = Field(default=None, pattern=r"^https?://[^\s<>\"]+$")
    opendata_licentie: Literal["cc-by", "cc0"] = "cc-by"
    api_per_minuut: int = Field(default=600, ge=0, le=1_000_000)  # questions to the API per address; 0 is no limit
    api_contact: str | None = Field(default=None, max_length=120, pattern=r"^[^@\s]+@[^@\s]+$")  # whom users can write

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the mapping handed in only, so that tests and the CLI decide what the world is."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @property
    def database_url(self) -> str:
        """The store's address; without one, an SQLite file in the data folder."""
        return self.database or f"sqlite:///{self.map / 'register.sqlite3'}"

    @property
    def working_set(self) -> Path:
        """The folder of Parquet files the jobs count from."""
        return self.map / "werkset"

    @property
    def spool(self) -> Path:
        """The folder in which uploads wait for a verdict, an hour at most; never to be backed up."""
        return self.map / "aanlevering"

    @property
    def publications(self) -> Path:
        """The folder with a numbered folder per publication."""
        return self.map / "publicaties"

    def as_environment(self) -> dict[str, str]:
        """These settings as environment variables, for a child process; keys and passwords never go this way."""
        given = self.model_dump(exclude_none=True, exclude={"sleutel", "smtp_wachtwoord"}, mode="json")
        return {f"{PREFIX}{name.upper()}": str(value) for name, value in given.items()}


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (default: this process's).

    Raises SettingsError naming the setting that is unknown or unreadable, never its value.
    """
    world = os.environ if environ is None else environ
    given = {name.removeprefix(PREFIX).lower(): value for name, value in world.items() if name.startswith(PREFIX)}
    # The tests' own setting (a running PostgreSQL) is not the product's.
    given = {name: value for name, value in given.items() if value != "" and not name.startswith("test_")}
    try:
        return Settings(**given)  # pyright: ignore[reportArgumentType] -- text is parsed by the model
    except ValidationError as error:
        names = sorted({f"{PREFIX}{str(part['loc'][0]).upper()}" for part in error.errors() if part["loc"]})
        known = ", ".join(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)
        raise SettingsError(
            f"De instelling {' en '.join(names)} bestaat niet of is onleesbaar; "
            f"verbeter haar in de omgeving. De instellingen zijn: {known}."
        ) from None
