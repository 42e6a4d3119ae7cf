"""Two indicators set against each other: whether they go together, how clearly, and in words."""

import pytest

from dashboard.charts.scatter import correlation_sentence, correlation_word
from metrics.comparison.correlation import Samenhang


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (None, "Er zijn te weinig gemeenten om iets over samenhang te zeggen."),
        (
            Samenhang(0.1, -0.1, 0.3, 80),
            "Er is geen duidelijke samenhang (rangcorrelatie 0,10 op een schaal van -1 tot 1, waarschijnlijk tussen "
            "-0,10 en 0,30, 80 gemeenten).",
        ),
        (
            Samenhang(-0.6, -0.7, -0.4, 80),
            "Waar bereik hoger is, is opvolging vaak lager (rangcorrelatie -0,60 op een schaal van -1 tot 1, "
            "waarschijnlijk tussen -0,70 en -0,40, 80 gemeenten).",
        ),
    ],
)
def test_a_correlation_is_said_with_its_interval_and_its_number(found: Samenhang | None, sentence: str):
    assert correlation_sentence(found, "Bereik", "Opvolging") == sentence


def test_a_weak_correlation_is_called_weak_above_its_drawing():
    assert correlation_word(Samenhang(0.13, 0.004, 0.25, 240)) == "er is een zwakke samenhang"
    assert correlation_word(Samenhang(-0.6, -0.7, -0.4, 80)) == "er is samenhang"
    assert correlation_word(Samenhang(0.1, -0.1, 0.3, 80)) == "geen duidelijke samenhang"
    assert correlation_word(None) == "geen duidelijke samenhang"
