"""The one way in which a rule says no.

A refusal carries a Chinese sentence that a keeper can act upon, a short stable code for the
command line, and, where a regulation stands behind it, the article. Any other exception is a
defect of the program, not an answer to the person.
"""

from __future__ import annotations

import errno
from typing import Final
from zlib import crc32

DISK_FULL: Final = "disk_full"
NOT_WRITABLE: Final = "not_writable"


class Refused(Exception):
    """A rule of the school or of a regulation refuses what was asked; nothing was written."""

    def __init__(self, sentence: str, *, code: str = "refused", article: str | None = None) -> None:
        """Keep the sentence shown to the person, a stable code and the article, if any."""
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.article = article

    @property
    def number(self) -> str:
        """Return the number by which a person names this refusal on the telephone."""
        return error_number(self.code)


def error_number(code: str) -> str:
    """Return the six figures that stand for a code, the same on every machine."""
    return f"{crc32(code.encode('ascii')) % 900_000 + 100_000}"


def is_disk_full(error: BaseException | None) -> bool:
    """Say whether a file could not be written because its disk, or what one may use of it, is full.

    The cause counts where the error only passes it on.
    """
    full = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    while error is not None:
        if isinstance(error, OSError) and error.errno in full:
            return True
        if isinstance(error, Refused) and error.code == DISK_FULL:
            return True
        error = error.__cause__
    return False
