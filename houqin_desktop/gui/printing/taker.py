"""The field in the print dialog for who takes a paper round for its signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.forms.argument_fields import people_finder
from houqin_desktop.gui.forms.pickers import PickerField

if TYPE_CHECKING:
    from houqin_desktop.gui.printing.papers import Paper
    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.session import Session


class TakerField(PickerField):
    """Takes a person or nobody; the day's list names him until the paper is back."""

    def __init__(self, session: Session) -> None:
        super().__init__(people_finder(session), "由谁带走（可不填）")
        self.setObjectName("taker")
        self.setAccessibleName("由谁带走")
        self.setFixedWidth(170)

    def draft(self, paper: Paper) -> Draft | None:
        """Return the draft that records the printing, with who takes it where he was named.

        :raises Refused: for somebody the book does not know.
        """
        taker = self.value()
        if taker and paper.taken is not None:
            return paper.taken(taker)
        return None if paper.record is None else paper.record()
