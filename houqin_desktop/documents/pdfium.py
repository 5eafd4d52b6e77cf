"""PDFium for one caller at a time: it is not made for several threads.

A preview on the window's thread and a scan read aside may come together; each takes the lock for
one page at the most.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = threading.RLock()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF and keep PDFium until it is closed again.

    :raises RuntimeError: for what is no PDF, or an encrypted one (PdfiumError).
    """
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
