"""Text as people type and paste it: what nobody sees is dropped, what nobody knows is refused.

Marks without ink (line feeds of other systems, joiners, directions) come along when a text is
pasted and mean nothing. A character of a school's own (造字) or one that no standard knows stands
for something that was seen once; another machine shows and prints it as a box, so it comes into no
name. The hanzi planes are taken on trust: they grow faster than programs do.
"""

from __future__ import annotations

import unicodedata

from houqin_desktop.domain.rare_characters import with_true_codes

HANZI_PLANES = range(0x20000, 0x3FFFE)
_UNSEEN = frozenset({"Cc", "Cf"})
_UNKNOWN = frozenset({"Cn", "Co", "Cs"})


def clean_text(text: str) -> str:
    """Return text in NFC, every blank an ordinary one, without marks that nobody sees, stripped."""
    lines = unicodedata.normalize("NFC", with_true_codes(text))
    if lines.isprintable():
        # Then the one blank in it is the ordinary one.
        return lines.strip()
    lines = lines.replace("\r\n", "\n").replace("\r", "\n")
    blanks = "".join(" " if char.isspace() and char != "\n" else char for char in lines)
    return drop_unseen(blanks).strip()


def drop_unseen(text: str) -> str:
    """Return the text without control and format characters; line ends stay."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _UNSEEN)


def unknown_character(text: str) -> str:
    """Return the first character that no standard knows, as U+E123; empty where all are known."""
    if text.isprintable():
        return ""
    for char in text:
        if unicodedata.category(char) in _UNKNOWN and ord(char) not in HANZI_PLANES:
            return f"U+{ord(char):04X}"
    return ""
