"""Work on a hundred thousand rows at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the search for cyclic garbage while very many plain objects are made.

    Rows of a ledger hold no cycles, and looking through millions of them again and again costs a
    third of the time of an import.
    """
    collected_before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected_before:
            gc.enable()
