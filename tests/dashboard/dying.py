"""Work for a spawned process that ends itself at one gemeente; apart from the tests, so that it imports little."""

import os

from dashboard.commands.report_pool import Made


def die_at_almere(gm_code: str) -> Made:
    if gm_code == "GM0034":
        os._exit(9)
    return Made(gm_code, "rapport")
