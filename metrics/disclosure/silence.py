"""Silence around a solver that writes to standard output, whatever it is asked."""

import ctypes
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def silence() -> Generator[None]:
    """Let nothing reach standard output, also not from below Python: a machine may be reading it.

    HiGHS leaves a line about itself there when its search takes a certain turn (seen with scipy 1.17), which no option
    turns off.
    """
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        if os.name == "posix":  # what C still holds would come out later
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
