"""生僻字 that older programs wrote with private codes, in the codes that Unicode gave them later.

GB 18030-2005 had no Unicode for fourteen characters and put them into the private use area; the
edition of 2022 names their true codes. A ledger, a name or an input method of before still brings
the private ones, which look right on one computer and are an empty box on the next.
"""

from __future__ import annotations

from typing import Final

_TRUE_CODES: Final = str.maketrans(
    {
        0xE816: 0x20087,
        0xE817: 0x20089,
        0xE818: 0x200CC,
        0xE81E: 0x9FB4,
        0xE826: 0x9FB5,
        0xE82B: 0x9FB6,
        0xE82C: 0x9FB7,
        0xE831: 0x215D7,
        0xE832: 0x9FB8,
        0xE83B: 0x2298F,
        0xE843: 0x9FB9,
        0xE854: 0x9FBA,
        0xE855: 0x241FE,
        0xE864: 0x9FBB,
    }
)


def with_true_codes(text: str) -> str:
    """Return the text with every such character in its true code; others stay as they are."""
    return text if text.isascii() else text.translate(_TRUE_CODES)
