"""A machine that reads what a command says reads nothing of a solver's."""

import subprocess
import sys

CODE = """
import ctypes, os
from metrics.disclosure.silence import silence
print("voor")
with silence():
    print("van Python", flush=True)
    os.write(1, b"van het systeem\\n")
    ctypes.CDLL(None).puts(b"van C")
print("na")
"""


def test_nothing_written_within_reaches_standard_output_and_all_else_does():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["voor", "na", ""]
