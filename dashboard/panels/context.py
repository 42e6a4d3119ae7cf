"""What every page is given: where it reads, how fresh that is, and the other pages it can point to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.navigation.page import Page

from dashboard.figures.source import Source
from queries.access import StoreState


@dataclass(frozen=True)
class Context:
    """What every page is given; ``pages`` are by their place in the address, the first page under "overzicht"."""

    source: Source
    state: StoreState
    pages: Mapping[str, Page] = field(default_factory=dict[str, Page])
    grenzen: Path | None = None  # borders of gemeenten for the map, where those were configured
