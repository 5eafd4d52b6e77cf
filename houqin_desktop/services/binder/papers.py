"""The scans of a signed paper that came back, in the order of its pages."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.services import lookup
from houqin_desktop.services.binder.gathering import kept_files
from houqin_desktop.services.papers.state import is_back
from houqin_desktop.storage.returned import pages_of


def filed_scans(number: str) -> tuple[Path, ...]:
    """Return the filed pages of a voucher where all of them are back, else nothing."""
    voucher = lookup.voucher(number)
    if not is_back(voucher):
        return ()
    latest = {page.page: page.sha256 for page in pages_of(voucher.id, voucher.version)}
    return kept_files(latest[page] for page in sorted(latest))
