"""Which errors are for people, and the exit code of each cause: a scheduler tells them apart by number."""

import errno
import sys
import traceback
from enum import IntEnum
from importlib import import_module
from pathlib import Path
from types import TracebackType


class ExitCode(IntEnum):
    """The exit codes of `effectmeting`, one per cause."""

    OK = 0
    USAGE = 2
    NOTHING_ACCEPTED = 3
    PARTLY_ACCEPTED = 4
    KEY = 5
    STORE = 6
    FIGURES_GATE = 7
    PUBLICATION = 8
    PORT = 9
    DISK = 10
    CLUSTER = 11
    REPORTS = 12
    MAIL = 13
    INTERRUPTED = 130


class SettingsError(Exception):
    """A setting is missing, misspelt or unreadable; the message says which one and how to write it."""


class KeyMissingError(Exception):
    """There is no key for the pseudonyms, so nothing may be read."""


class PortBusyError(Exception):
    """Another program listens on the port the dashboard wants."""


class ClusterError(Exception):
    """The cluster to count on is not there, or would not count as this machine does."""


class NoStoreError(Exception):
    """There is no store yet, so there is nothing to count or to show."""


# Errors meant for people, by module and name, so that naming them imports nothing; each with its cause's code.
_ERRORS_BELOW: dict[tuple[str, str], ExitCode] = {
    ("queries.publications", "PublicationError"): ExitCode.PUBLICATION,
    ("queries.publications", "PublicationDamagedError"): ExitCode.PUBLICATION,
    ("dashboard.opendata.folder", "OpenDataChangedError"): ExitCode.PUBLICATION,
    ("dashboard.opendata.make", "OtherDefinitionsError"): ExitCode.PUBLICATION,
    ("metrics.publishing", "RoundingKeyError"): ExitCode.KEY,
    ("queries.errors", "StoreDiskError"): ExitCode.DISK,
    ("queries.working_set", "WorkingSetError"): ExitCode.STORE,
    ("queries.groups", "GroupError"): ExitCode.USAGE,
    ("queries.abonnementen", "AbonnementError"): ExitCode.USAGE,
    ("queries.rapporten", "RapportError"): ExitCode.USAGE,
    ("queries.verzendingen", "VerzendingError"): ExitCode.USAGE,
    ("dashboard.mail.errors", "MailServerError"): ExitCode.MAIL,
    ("queries.orde", "NoLeveringError"): ExitCode.USAGE,
    ("queries.errors", "StoreError"): ExitCode.STORE,  # after its own kinds: the first that fits decides
    ("queries.uploads", "UploadNotAllowedError"): ExitCode.USAGE,
    ("queries.deliveries.withdrawal", "WithdrawalError"): ExitCode.USAGE,
    ("dashboard.spool", "UploadError"): ExitCode.USAGE,
    ("queries.deliveries.pseudonyms", "KeyFormatError"): ExitCode.KEY,
    ("queries.deliveries.records", "DeliveryError"): ExitCode.NOTHING_ACCEPTED,
    ("queries.deliveries.sjabloon", "UnknownTableError"): ExitCode.USAGE,
    ("data_checks.findings", "GateClosedError"): ExitCode.FIGURES_GATE,
    ("data_checks.intake", "OtherKeyError"): ExitCode.KEY,
    ("dashboard.reports.errors", "ReportError"): ExitCode.USAGE,
}
_ERRORS_HERE: dict[type[Exception], ExitCode] = {
    SettingsError: ExitCode.USAGE,
    KeyMissingError: ExitCode.KEY,
    NoStoreError: ExitCode.STORE,
    PortBusyError: ExitCode.PORT,
    ClusterError: ExitCode.CLUSTER,
}


def people_errors() -> dict[type[Exception], ExitCode]:
    """Return the errors meant for people and their exit codes, of the modules that are loaded by now."""
    found = dict(_ERRORS_HERE)
    for (module, name), code in _ERRORS_BELOW.items():
        if module in sys.modules:
            found[getattr(import_module(module), name)] = code
    return found


_DISK: dict[int, str] = {
    errno.ENOSPC: "de schijf is vol; maak ruimte",
    errno.EDQUOT: "de schijf is vol; maak ruimte",
    errno.EFBIG: "een bestand is er te groot voor; maak ruimte",
    errno.EROFS: "de schijf is alleen om te lezen; kies een andere map",
    errno.ENOENT: "de map bestaat niet; controleer de naam",
    errno.ENOTDIR: "een deel van het pad is geen map; controleer de naam",
}


def disk_sentence(error: OSError) -> str:
    """Say what is wrong with a disk or folder and what to do, without its name."""
    return _DISK.get(error.errno or 0, "u mag hier niet lezen of schrijven; vraag om rechten of kies een andere map")


def show_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print where a fault of our own happened, without its message: that may quote what was delivered."""
    del error
    told = ["Er ging iets mis in het programma zelf. Meld dit aan wie het programma beheert, met deze regels:"]
    told += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    sys.stderr.write("\n".join([*told, f"  {kind.__name__}", ""]))
