"""The process that parses a workbook: strict limits on itself, then sheets or one sentence out."""

from __future__ import annotations

import json
from pathlib import Path

from houqin_desktop.documents.workbooks.gate import too_much_work
from houqin_desktop.documents.workbooks.packing import pack
from houqin_desktop.documents.workbooks.parser import parse_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.bulk import without_collector

MOST_MEMORY = 1536 * 2**20
MOST_SECONDS = 120
MOST_WRITTEN = 512 * 2**20
DONE, REFUSED = 0, 1


def main(source: str, target: str) -> int:
    """Parse the file at `source`; write sheets or a refusal to `target`; return 0 or 1."""
    _limit()
    try:
        with without_collector():
            content = pack(parse_workbook(Path(source)))
        code = DONE
    except Refused as refused:
        content, code = _refusal(refused), REFUSED
    except MemoryError:
        content, code = _refusal(too_much_work()), REFUSED
    Path(target).write_bytes(content)
    return code


def _refusal(refused: Refused) -> bytes:
    return json.dumps({"sentence": refused.sentence, "code": refused.code}).encode()


def _limit() -> None:
    """Take no more memory, time and disk than any ledger needs, where the system can hold us."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
