"""The ASGI application: pages, in Dutch from the first byte, and the API; uvicorn serves it on 127.0.0.1 only."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from dashboard.api.application import ApiBeside, make_api
from dashboard.charts import palette
from dashboard.compression import CompressedFiles
from dashboard.config import load_settings
from dashboard.panels.look import branding
from dashboard.start_page import DutchPage, first_page_route, in_dutch, script_route
from dashboard.warming import start_warming

__all__ = ["DutchPage", "app", "in_dutch", "tell_reader"]

SCRIPT = Path(__file__).with_name("app.py")

logger = logging.getLogger(__name__)


def tell_reader(error: Exception) -> bool:
    """Show a reader one Dutch sentence instead of a traceback; the framework itself logs where it came from."""
    logger.error("Een pagina gaf een fout: %s", type(error).__name__)
    st.error(
        "Deze pagina kan nu niet worden getoond. Laad de pagina opnieuw. "
        "Blijft dit zo? Vraag de beheerder dan om `effectmeting status` te bekijken.",
        icon=":material/error:",
    )
    return True


@asynccontextmanager
async def _warmed(_app: Any) -> AsyncGenerator[None]:
    """Make beside the first requests what all readers need."""
    start_warming(load_settings())
    yield


def _make_app() -> Any:
    brand = branding()
    if brand.line is not None:
        palette.OWN = brand.line
    made = st.App(
        SCRIPT,
        routes=[script_route, first_page_route("overzicht")],
        middleware=[
            Middleware(ApiBeside, api=make_api(load_settings())),
            Middleware(CompressedFiles),
            Middleware(DutchPage, name=brand.name),
        ],
        on_script_error=tell_reader,
        lifespan=_warmed,
    )
    # After the application has read its file of settings: `st.set_option` refuses a theme, and so does the environment.
    for option, colour in brand.theme.items():
        config.set_option(option, colour)
    return made


app = _make_app()
