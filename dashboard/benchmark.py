"""What an own figure is compared with: Nederland, a region, gemeenten of the same kind, or an own group."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Benchmark:
    """A gebied to compare with: its name on a line, and how the rest of it is called in a sentence."""

    gebied: str
    naam: str
    rest: str  # never the own gemeente itself: it is left out of what it is compared with

    @property
    def sentence_start(self) -> str:
        """Return the rest as a sentence begins with it."""
        return self.rest[:1].upper() + self.rest[1:]


NEDERLAND = Benchmark("NL", "Nederland", "de rest van Nederland")

# How the rest of a gebied is called, by the soort of gebied.
_REST = {
    "provincie": "de rest van de provincie {naam}",
    "arbeidsmarktregio": "de rest van de arbeidsmarktregio {naam}",
    "grootteklasse": "andere gemeenten met {naam} inwoners",
    "stedelijkheid": "andere gemeenten die {naam} zijn",
    "groep": "de rest van de groep {naam}",
}
_KINDS = {
    "provincie": "Provincie {naam}",
    "arbeidsmarktregio": "Arbeidsmarktregio {naam}",
    "grootteklasse": "Gemeenten met {naam} inwoners",
    "stedelijkheid": "Gemeenten die {naam} zijn",
    "groep": "Eigen groep {naam}",
}


def benchmark_of(gebied: str, soort: str, naam: str) -> Benchmark:
    """Return the benchmark of a gebied of this soort; Nederland is one of its own."""
    if gebied == NEDERLAND.gebied or soort not in _REST:
        return NEDERLAND
    return Benchmark(gebied, _KINDS[soort].format(naam=naam), _REST[soort].format(naam=naam))
