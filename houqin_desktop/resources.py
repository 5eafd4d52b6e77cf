"""Where the school's fonts, icons and code tables lie on this machine.

In a checkout they stand beside the package, in an installed program inside it, and a frozen
program unpacks them next to its modules. Every reader asks here and joins no paths of its own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource_path(name: str) -> Path:
    """Give the path of a bundled file or folder, named from resources/: "fonts/x.ttf".

    Raises FileNotFoundError, a defect of the packaging, when it was not shipped.
    """
    path = _root() / name
    if not path.exists():
        raise FileNotFoundError(path)
    return path
