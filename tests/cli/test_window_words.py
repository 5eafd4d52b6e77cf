"""Words that only open the window are read without the grammar, and as the grammar reads them."""

from __future__ import annotations

import pytest

from houqin_desktop import app

PLAIN = [
    [],
    ["--book", "账簿.houqin"],
    ["--as", "P0002"],
    ["--as", "P0002", "--book", "a b.houqin"],
]


@pytest.mark.parametrize("words", PLAIN)
def test_a_plain_start_opens_the_same_book_for_the_same_person(
    monkeypatch: pytest.MonkeyPatch, words: list[str]
):
    asked = []

    def opened(book: str | None, actor: str | None, *, as_json: bool) -> int:
        asked.append((book, actor, as_json))
        return 0

    monkeypatch.setattr(app, "_open_window", opened)
    assert app.is_window_start(words)
    assert app.main(words) == 0
    assert app.main([*words, "--json"]) == 0
    (book, actor, _), (read_book, read_actor, as_json) = asked
    assert (book, actor) == (read_book, read_actor)
    assert as_json


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["list", "assets"],
        ["--book", "a.houqin", "check"],
        ["--book"],
        ["--book", "--json"],
        ["--book", "a", "--book", "b"],
        ["--json", "--book"],
        ["账簿.houqin"],
    ],
)
def test_anything_else_is_left_to_the_grammar(words: list[str]):
    assert not app.is_window_start(words)
