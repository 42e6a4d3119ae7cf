"""The tree is the architecture: what may lie where, how long it may be, and what it may not be called."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.checks

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGES = ("dashboard", "metrics", "data_checks", "queries")
PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: list[dict[str, Any]] = PROJECT["tool"]["importlinter"]["contracts"]
MODULE_KEYS = (
    "allowed_importers", "ancestors", "forbidden_modules", "layers", "modules", "protected_modules", "source_modules",
)  # fmt: skip
TOP_LEVEL = {
    ".ci", ".gitignore", ".pre-commit-config.yaml", "LICENSE", "README.md", "SECURITY.md", "pyproject.toml",
    "benchmarks", "dashboard", "data_checks", "docs", "metrics", "queries", "tests",
}  # fmt: skip

# Written so that this file does not contain what it forbids.
PLACES = re.compile(
    rb"(?<![\w.*-])/(?:work|root|home|Users|opt)/\w|p[y]pi\.org|python[h]osted|registry\.[n]pmjs|deb\.[d]ebian\.org"
)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    paths = (REPOSITORY / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (REPOSITORY / folder).rglob("*.py")


def test_contracts_name_modules_that_exist():
    """import-linter passes over a forbidden module that is misspelt, and such a contract can never fail."""
    named = {module for contract in CONTRACTS for key in MODULE_KEYS for module in contract.get(key, [])}
    assert sorted(module for module in named if find_spec(module.removesuffix(".*")) is None) == []


def test_contracts_have_no_exceptions():
    assert [contract["id"] for contract in CONTRACTS if "ignore_imports" in contract] == []


def test_every_metrics_module_but_those_of_the_jobs_is_pure():
    pure = next(contract for contract in CONTRACTS if contract["id"] == "pure-indicators")
    present = {f"metrics.{path.stem}" for path in (REPOSITORY / "metrics").iterdir() if not path.name.startswith("_")}
    # The jobs, and what they read and keep between two runs.
    assert present - set(pure["source_modules"]) == {
        "metrics.jobs",
        "metrics.changes",
        "metrics.keeping",
        "metrics.packing",
        "metrics.publishing",
    }


def test_outside_queries_the_database_is_only_a_type():
    named = re.compile(r"^\s*(?:from|import) sqlalchemy.*", re.MULTILINE)
    allowed = re.compile(r"from sqlalchemy import (?:Connection|Engine|Connection, Engine)")
    lines = {
        line.strip() for path in modules("dashboard", "metrics", "data_checks") for line in named.findall(_text(path))
    }
    assert sorted(line for line in lines if not allowed.fullmatch(line)) == []


def test_no_module_is_longer_than_300_lines():
    # Alembic writes a migration, and nobody edits one that has run.
    written = [path for path in modules(*PACKAGES, "tests", ".ci") if path.parent.name != "versions"]
    lengths = {path: len(_text(path).splitlines()) for path in written}
    assert {str(path.relative_to(REPOSITORY)): lines for path, lines in lengths.items() if lines > 300} == {}


def test_conftest_stays_short():
    assert len(_text(REPOSITORY / "tests" / "conftest.py").splitlines()) < 150


def test_no_module_is_named_after_nothing_in_particular():
    vague = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?)(_|$)")
    assert [str(path) for path in modules(*PACKAGES, "tests", "benchmarks") if vague.search(path.stem)] == []


def test_nothing_in_the_dashboard_is_named_like_a_top_level_package():
    """Streamlit puts the dashboard's folder first on the path, where such a name would replace the package."""
    names = {path.stem for path in (REPOSITORY / "dashboard").iterdir()}
    assert names & {*PACKAGES, "tests", "benchmarks"} == set()


def test_the_top_level_is_what_the_readme_maps():
    assert {path.relative_to(REPOSITORY).parts[0] for path in tracked()} == TOP_LEVEL


def test_no_tracked_file_names_a_machine_or_a_registry():
    found = {str(path.relative_to(REPOSITORY)): PLACES.findall(path.read_bytes()) for path in tracked()}
    assert {name: places for name, places in found.items() if places} == {}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
