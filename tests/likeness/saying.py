"""What the program says of a labelled pair."""

from __future__ import annotations

from houqin_desktop.domain.likeness.matching import Likeness, Strength
from houqin_desktop.services.likeness.words import matcher
from tests.likeness.pairs import Pair


def said(wanted: str, name: str, specification: str = "") -> Likeness:
    """Return how alike the program holds what is wanted and a thing of the house."""
    judge = matcher()
    return judge.compare(judge.read(wanted), judge.read(name, specification))


def says_like(pair: Pair) -> bool:
    """Say whether the program would speak up."""
    return said(pair.wanted, pair.name, pair.specification).strength is not Strength.NONE
