"""What a workbook says beside its values: remarks on cells, letters in red, letters struck out.

Schools mark what is gone by colour. The mark decides nothing here; it is carried to the person who
has to know. All of it comes from parts that `workbooks/gate` has measured.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RED, STRUCK = "红字", "删除线"
MOST_COMMENTS = 5000
LONGEST_COMMENT = 200
_REDS = re.compile(
    r"(?:FF)?(?:FF|E[0-9A-F]|D[0-9A-F]|C[0-9A-F])(?:[0-3][0-9A-F]){2}", re.IGNORECASE
)
_RED_INDEXES = frozenset({"2", "10"})
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def marked_styles(package: zipfile.ZipFile) -> Mapping[bytes, str]:
    """Return the cell styles that write in red or strike out, by the number that cells carry."""
    root = _parsed(package, "xl/styles.xml")
    if root is None:
        return {}
    fonts = [_mark(font) for font in root.iterfind(f"{NAMESPACE}fonts/{NAMESPACE}font")]
    marked: dict[bytes, str] = {}
    for at, style in enumerate(root.iterfind(f"{NAMESPACE}cellXfs/{NAMESPACE}xf")):
        font = style.get("fontId", "")
        mark = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else ""
        if mark:
            marked[str(at).encode()] = mark
    return marked


def _mark(font: Element) -> str:
    strike = font.find(f"{NAMESPACE}strike")
    if strike is not None and strike.get("val", "1") not in ("0", "false"):
        return STRUCK
    color = font.find(f"{NAMESPACE}color")
    if color is None:
        return ""
    red = is_red(color.get("rgb", "")) or color.get("indexed") in _RED_INDEXES
    return RED if red else ""


def is_red(colour: str) -> bool:
    """Say whether a colour, RRGGBB with or without its opacity before it, is a red."""
    return _REDS.fullmatch(colour) is not None


def comments_of(package: zipfile.ZipFile, part: str) -> dict[tuple[int, int], str]:
    """Return the remarks pinned to the cells of a sheet, by row and column counted from 0."""
    folder, name = posixpath.split(part)
    relations = _parsed(package, f"{folder}/_rels/{name}.rels")
    found: dict[tuple[int, int], str] = {}
    for relation in () if relations is None else relations:
        if not relation.get("Type", "").endswith("/comments"):
            continue
        target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
        root = _parsed(package, target.lstrip("/"))
        for comment in () if root is None else root.iter(f"{NAMESPACE}comment"):
            place = _REFERENCE.fullmatch(comment.get("ref", ""))
            words = " ".join("".join(comment.itertext()).split())
            if place is not None and words and len(found) < MOST_COMMENTS:
                found[int(place[2]) - 1, column_index(place[1])] = words[:LONGEST_COMMENT]
    return found


def column_index(letters: str) -> int:
    """Return the index of a column by its letters: A is 0, AA is 26."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _parsed(package: zipfile.ZipFile, part: str) -> Element | None:
    """Return a part of the package, None if it is missing; what it says is not worth a refusal."""
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(package.read(part))
    except (KeyError, ParseError, ValueError):
        return None
    return root
