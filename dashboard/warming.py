"""What is made before the first reader comes: the slow imports, and the answers that all readers share."""

import gc
import logging
import threading
from contextlib import suppress
from importlib import import_module

from dashboard.config import Settings
from dashboard.figures import measured, stored
from dashboard.figures.source import Source
from queries.access import StoreState, Viewer, local_administrator
from queries.errors import StoreError

log = logging.getLogger("effectmeting.pagina")

# Imported where they are used, since they take seconds: here nobody waits for them.
SLOW_IMPORTS = ("scipy.stats", "scipy.optimize", "scipy.special", "plotly.graph_objects", "xlsxwriter")


def look(settings: Settings, viewer: Viewer) -> tuple[Source, StoreState] | None:
    """Return where pages read and how fresh that is; None where there is no store yet."""
    if not stored.store_exists(settings.database_url):
        return None
    state = stored.read_state(settings.database_url, viewer)
    made = state.berekening
    today = made.peildatum if made else None
    source = Source(settings.database_url, settings.publications, viewer, state.versie, today, state.publicatie)
    return source, state


def warm(settings: Settings) -> None:
    """Import what is slow, and make what every reader needs; a store that does not answer is for the pages to tell."""
    for name in SLOW_IMPORTS:
        import_module(name)
    with suppress(StoreError):
        seen = look(settings, local_administrator())
        if seen is None or seen[1].berekening is None:
            return
        source, _ = seen
        stored.gemeenten(source)
        stored.published(source)
        measured.everyone(source, "12maanden")
        # What is here now stays: the collector of garbage need not go past it again while readers wait.
        gc.collect()
        gc.freeze()
        log.info("klaar voor de eerste lezer")


def start_warming(settings: Settings) -> threading.Thread:
    """Do that beside the first requests; return the thread."""
    thread = threading.Thread(target=warm, args=(settings,), daemon=True, name="warming")
    thread.start()
    return thread
