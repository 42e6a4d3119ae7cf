"""Answers that are kept: each question is answered once, however many ask it at the same moment."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from dashboard.figures.source import keep_fewer, kept


def test_many_who_ask_at_once_get_one_answer():
    made: list[int] = []
    together = Barrier(8)

    @kept(4)
    def slow(number: int) -> list[int]:
        made.append(number)
        time.sleep(0.05)
        return [number]

    def ask(number: int) -> list[int]:
        together.wait()
        return slow(number)

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(ask, [1, 2, 1, 2, 1, 2, 1, 2]))
    assert sorted(made) == [1, 2]
    assert answers == [[1], [2]] * 4
    assert len({id(answer) for answer in answers}) == 2


def test_a_question_that_could_not_be_answered_is_asked_again():
    attempts: list[str] = []
    together = Barrier(3)

    @kept(4)
    def at_last(name: str) -> int:
        attempts.append(name)
        time.sleep(0.02)
        if len(attempts) < 2:
            raise ValueError(name)
        return len(attempts)

    def ask(_: int) -> int | None:
        together.wait()
        try:
            return at_last("x")
        except ValueError:
            return None

    with ThreadPoolExecutor(3) as readers:
        assert sorted(readers.map(ask, range(3)), key=str) == [2, 2, None]
    with pytest.raises(TypeError):
        at_last([])  # pyright: ignore[reportArgumentType]


def test_the_answers_to_the_newest_questions_are_kept():
    made: list[tuple[int, str]] = []

    @kept(2)
    def answer(number: int, *, word: str = "") -> int:
        made.append((number, word))
        return number

    for number in (1, 2, 1, 3, 1, 2):
        assert answer(number) == number
    assert made == [(1, ""), (2, ""), (3, ""), (2, "")]
    answer(2, word="other")
    assert made[-1] == (2, "other")


def test_a_process_may_keep_fewer_than_the_pages_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.figures.source._ceiling", 1_000_000)  # put back afterwards
    made: list[int] = []

    @kept(4)
    def once(number: int) -> int:
        made.append(number)
        return number

    keep_fewer(2)
    for number in (1, 2, 3, 3, 2, 1):
        once(number)
    assert made == [1, 2, 3, 1]
