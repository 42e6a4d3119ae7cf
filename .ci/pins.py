"""Write every transitive version that uv.lock holds into pyproject.toml, without its download address."""

import re
import tomllib
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)


def canonical(requirement: str) -> str:
    """Return the normalised name of the package that ``requirement`` asks for."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def direct_names(project: dict[str, Any]) -> set[str]:
    """Return the packages that pyproject.toml names and pins itself."""
    extras = project["project"].get("optional-dependencies", {})
    groups = [*project.get("dependency-groups", {}).values(), *extras.values()]
    named = [*project["project"]["dependencies"], *(requirement for group in groups for requirement in group)]
    return {canonical(requirement) for requirement in named}


def pins(lock: dict[str, Any], project: dict[str, Any]) -> list[str]:
    """Return one requirement per locked version of each transitive package."""
    own = direct_names(project) | {canonical(project["project"]["name"])}
    packages = sorted(lock["package"], key=lambda package: (package["name"], package["version"]))
    return [_pin(package) for package in packages if package["name"] not in own]


def _pin(package: dict[str, Any]) -> str:
    # uv gives a package markers only where it locked several versions of it.
    markers = " or ".join(f"({marker})" for marker in package.get("resolution-markers", []))
    return f"{package['name']}=={package['version']}" + (f" ; {markers}" if markers else "")


def main() -> None:
    """Replace the constraints in pyproject.toml by what uv.lock holds now."""
    path = REPOSITORY / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    lock = tomllib.loads((REPOSITORY / "uv.lock").read_text(encoding="utf-8"))
    lines = "".join(f'    "{pin}",\n' for pin in pins(lock, tomllib.loads(text)))
    block = f"constraint-dependencies = [\n{lines}]\n"
    path.write_text(BLOCK.sub(lambda _: block, text, count=1), encoding="utf-8")
    print(f"{lines.count(chr(10))} versions pinned in {path.name}")


if __name__ == "__main__":
    main()
