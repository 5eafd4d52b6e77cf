"""Pieces of SQL for hostile hands: how to name a card, a person, a room, a place, and a new row."""

from __future__ import annotations

BAD_DATES = [
    "2024-02-31",
    "2024-13-01",
    "2024-2-1",
    "20240201",
    "",
    "yesterday",
    "2024-02-01 10:00",
]


def asset(code: str) -> str:
    return f"(SELECT id FROM asset WHERE code = '{code}')"


def person(name: str) -> str:
    return f"(SELECT id FROM person WHERE name = '{name}')"


def room(name: str) -> str:
    return f"(SELECT id FROM storeroom WHERE name = '{name}')"


def place(name: str) -> str:
    return f"(SELECT location_id FROM storeroom WHERE name = '{name}')"


def outside(code: str) -> str:
    return f"(SELECT id FROM location WHERE code = '{code}')"


HERE, THERE = place("电脑室"), place("体育室")


def insert(table: str, **values: str) -> str:
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())})"


def card(**values: str) -> str:
    shared = {
        "code": "'NEW'",
        "name": "'电脑'",
        "quantity": "1",
        "opening_value_fen": "100",
        "original_value_fen": "100",
        "registered_on": "'2026-01-01'",
        "status": "'in_use'",
        "storeroom_id": room("电脑室"),
        "sort_key": "''",
        "search_text": "''",
    }
    return insert("asset", **shared | values)
