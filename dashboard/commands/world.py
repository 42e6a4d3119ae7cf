"""What every command needs of the world: the store, the key, the clock. Read here and handed down."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.config import Settings
from dashboard.errors import KeyMissingError, NoStoreError, SettingsError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from dashboard.figures.source import Source
    from queries.deliveries.pseudonyms import Key

CODE_VERSION = "0.1.0"


def today(settings: Settings) -> date:
    """Return the day the figures are made for: the setting, else today."""
    return settings.vandaag or now().date()


def today_of_store(engine: "Engine", settings: Settings) -> date:
    """Return the day to count for: a demo has a day of its own, else ``today``."""
    from queries.settings import read_instelling

    with engine.connect() as connection:
        demo_day = read_instelling(connection, "peildatum")
    return settings.vandaag or (date.fromisoformat(demo_day) if demo_day else today(settings))


def now() -> datetime:
    """Return the present moment in UTC, without a zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def open_store(settings: Settings, *, create: bool) -> "Engine":
    """Open the store; make it when ``create``.

    Raises NoStoreError when there is none and none may be made, StoreError when the database does not
    answer or holds a store of another version.
    """
    from queries.engine import open_engine, require_store, store_version

    engine = open_engine(settings.database_url)
    if create:
        settings.map.mkdir(mode=0o700, parents=True, exist_ok=True)
        prepare_store(engine)
    elif store_version(engine) is None:
        place = settings.map if settings.database is None else engine.url.render_as_string(hide_password=True)
        raise NoStoreError(
            f"Er is nog geen register in {place}; "
            "lees eerst leveringen in met `effectmeting ontvang` of bekijk de demo met `effectmeting demo`."
        )
    else:
        require_store(engine)
    return engine


def read_source(settings: Settings) -> "Source":
    """Return the store as it is now, to make figures from for the one who runs it. Raises SettingsError without one."""
    from dashboard.warming import look
    from queries.viewer import local_administrator

    seen = look(settings, local_administrator())
    if seen is None:  # removed since it was opened
        raise SettingsError("Het register is er niet meer; geef dezelfde opdracht nog eens.")
    return seen[0]


def prepare_store(engine: "Engine") -> None:
    """Bring the tables up to date, and the reference tables to those that ship with this version.

    A demo is a smaller country: its scale stands in the store.
    """
    from queries.engine import migrate
    from queries.reference.loader import load_reference, reference_digest
    from queries.settings import read_instelling, write_instelling
    from queries.turns import take_turns

    migrate(engine)
    with engine.begin() as connection:
        take_turns(connection, "referentie")
        schaal = float(read_instelling(connection, "schaal") or 1)
        current = f"{reference_digest()}:{schaal}"
        if read_instelling(connection, "referentie") != current:
            load_reference(connection, schaal=schaal)
            write_instelling(connection, "referentie", current)


def load_key(settings: Settings) -> "Key":
    """Return the key for the pseudonyms, from the settings or from its file.

    Raises KeyMissingError when there is none: without a key nothing is read.
    """
    from queries.deliveries.pseudonyms import Key, KeyFormatError

    try:
        if settings.sleutel is not None:
            return Key.from_hex(settings.sleutel.get_secret_value())
        if settings.sleutelbestand.exists():
            return Key.from_file(settings.sleutelbestand)
    except KeyFormatError as error:
        raise KeyMissingError(str(error)) from None
    raise KeyMissingError(
        "Er is geen sleutel om persoonsgegevens onherkenbaar te maken, dus er is niets gelezen; "
        "maak er een met `effectmeting sleutel`."
    )


def expand(paths: list[Path]) -> list[Path]:
    """Return the files of ``paths``: a folder stands for all files in it and in its subfolders, sorted by path.

    Hidden files and folders (their name begins with a dot) and the lock files of Office are left out. A file named
    twice is read once. Raises SettingsError naming the first path that does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(entry for entry in path.rglob("*") if entry.is_file() and not _hidden(entry, path))
        elif path.exists():
            files.append(path)
        else:
            raise SettingsError(f"Het bestand {path} bestaat niet; controleer de naam en de map.")
    if paths and not files:
        where = ", ".join(str(path) for path in paths)
        raise SettingsError(f"In {where} staat geen bestand; geef de map op waar de leveringen in staan.")
    return list(dict.fromkeys(files))


def _hidden(entry: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in entry.relative_to(folder).parts)
