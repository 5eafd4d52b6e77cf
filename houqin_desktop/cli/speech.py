"""How the command line speaks: answers on stdout, sentences on stderr, all in UTF-8."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from houqin_desktop.domain.errors import Refused

DONE, REFUSED, WRONG_USE, DEFECT = 0, 1, 2, 3


def use_utf8() -> None:
    """Make the streams UTF-8 whatever the office PC's code page is.

    A file name that is no UTF-8 is still said; a line that is none is refused by who reads it.
    """
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)


def answer_json(document: Any) -> None:
    """Write one JSON document on one line."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def answer_text(text: str) -> None:
    """Write one line of an answer."""
    sys.stdout.write(text + "\n")


def answer_table(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table as TSV: a head line, then a line a row; blanks inside cells are kept single."""
    answer_text("\t".join(titles))
    for row in rows:
        answer_text("\t".join(" ".join(str("" if c is None else c).split()) for c in row))


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
