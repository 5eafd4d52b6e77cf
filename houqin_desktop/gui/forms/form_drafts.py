"""Forms that were begun and not saved: kept on this machine until they are saved or given up.

A draft of a form is nobody's business but that of the person who types: it is no entry, may be
half a sentence, may name people, and has to go without a trace when it is given up. So it lies in
a small file for each book beside the window's memory and never in the book, where nothing is
deleted and every row is journalled; and it can be written while the book's connection is away.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What stood in a form: its title, who filled it in, when it was kept, and its fields.

    `way` says how it was opened, as `way_back` reads it; it is empty where no action opens it.
    """

    title: str
    actor: str
    kept_at: str
    fields: dict[str, Any]
    way: dict[str, Any] = field(default_factory=dict)


class FormDrafts:
    """The drafts of one book; without a path they last as long as the window."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._drafts: dict[str, FormDraft] = {}
        self.watchers: list[Callable[[], None]] = []
        if path is not None:
            with suppress(OSError, ValueError, TypeError, RecursionError, AttributeError):
                loaded = json.loads(path.read_text(encoding="utf-8"))
                self._drafts = {str(key): FormDraft(**one) for key, one in loaded.items()}

    def find(self, title: str, actor: str) -> FormDraft | None:
        """Return the draft that this person left of the form with this title, or None."""
        return self._drafts.get(_key(title, actor))

    def of(self, actor: str) -> list[FormDraft]:
        """Return every draft that this person left, the last one first."""
        own = [draft for draft in self._drafts.values() if draft.actor == actor]
        return sorted(own, key=lambda draft: draft.kept_at, reverse=True)

    def keep(self, draft: FormDraft) -> None:
        """Keep the draft in place of the one before it."""
        self._drafts[_key(draft.title, draft.actor)] = draft
        self._save()

    def drop(self, title: str, actor: str) -> None:
        """Forget the draft, on the disk too."""
        if self._drafts.pop(_key(title, actor), None) is not None:
            self._save()
            for watcher in self.watchers:
                watcher()

    def _save(self) -> None:
        """Write the file whole; a place that cannot be written is no reason to stop anybody."""
        if self._path is None:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._path.with_name(self._path.name + ".new")
            drafts = {key: asdict(draft) for key, draft in self._drafts.items()}
            unfinished.write_text(json.dumps(drafts, ensure_ascii=False), encoding="utf-8")
            unfinished.replace(self._path)


def drafts_of_book(folder: Path | None, book: Path) -> FormDrafts:
    """Return the drafts of this book in the folder where the window remembers things."""
    if folder is None:
        return FormDrafts()
    name = sha256(str(book.resolve()).encode("utf-8")).hexdigest()[:12]
    return FormDrafts(folder / "drafts" / f"{book.stem}-{name}.json")


def _key(title: str, actor: str) -> str:
    return f"{actor}|{title}"
