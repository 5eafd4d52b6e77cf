"""How the command line speaks: answers on stdout, sentences on stderr, all in UTF-8."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from houqin_desktop.domain.errors import Refused

DONE, REFUSED, WRONG_USE, DEFECT = 0, 1, 2, 3


class Unheard(Exception):
    """The answer could not be said: whoever listened has gone, or a disk took no more."""


def use_utf8() -> None:
    """Make the streams UTF-8 whatever the office PC's code page is.

    A file name that is no UTF-8 is still said; a line that is none is refused by who reads it.
    """
    for name, mode, errors in (
        ("stdin", "r", "surrogateescape"),
        ("stdout", "w", "backslashreplace"),
        ("stderr", "w", "backslashreplace"),
    ):
        stream = getattr(sys, name)
        if stream is None:
            # Started from an icon, the program has nobody to listen to and nobody who listens.
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        elif (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(encoding="utf-8", errors=errors)


def _send(text: str, *, at_once: bool) -> None:
    try:
        sys.stdout.write(text)
        if at_once:
            sys.stdout.flush()
    except OSError as error:
        # What is left in the stream would be tried again, and complained about, at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Unheard from error


def finish() -> None:
    """Send what is left of the answer."""
    _send("", at_once=True)


def answer_json(document: Any) -> None:
    """Write one JSON document on one line."""
    _send(json.dumps(document, ensure_ascii=False) + "\n", at_once=True)


def answer_text(text: str) -> None:
    """Write one line of an answer."""
    _send(text + "\n", at_once=False)


def answer_table(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table as TSV: a head line, then a line a row."""
    answer_text("\t".join(titles))
    for row in rows:
        answer_row(row)


def answer_row(cells: Iterable[Any]) -> None:
    """Write one row of TSV; whatever blanks a cell has inside become single ones."""
    answer_text("\t".join(" ".join(str("" if c is None else c).split()) for c in cells))


def tell(sentence: str) -> None:
    """Say a sentence beside the answer."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def refusal(refused: Refused) -> dict[str, Any]:
    """Return what JSON says of a refusal."""
    return {"refused": refused.sentence, "code": refused.code, "article": refused.article}


def refuse(refused: Refused, *, as_json: bool) -> int:
    """Say that a rule says no; return the exit code."""
    if as_json:
        answer_json(refusal(refused))
    article = f"（依据：{refused.article}）" if refused.article else ""
    tell(refused.sentence + article)
    return REFUSED
