"""Finding a card while a person types, for the fields that take one."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.services.registers.search import words_of
from houqin_desktop.storage.asset_finding import cards_with


@dataclass(frozen=True, slots=True)
class FoundAsset:
    """A card as a list of choices shows it."""

    code: str
    name: str
    detail: str


def find_assets(query: str, most: int = 200) -> list[FoundAsset]:
    """Return the cards that fit what was typed: number, name, model, pinyin or initials."""
    return [
        FoundAsset(code, name, " · ".join(word for word in (model, room, place) if word))
        for code, name, model, room, place in cards_with(words_of(query), most)
    ]
