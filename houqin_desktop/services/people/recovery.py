"""Making a recovery code: the code itself goes to the paper, its secret into the book."""

from __future__ import annotations

from houqin_desktop.domain.operators import new_recovery_code
from houqin_desktop.domain.recovery import RecoverySheet
from houqin_desktop.services.people.office import people_at_the_door
from houqin_desktop.services.people.operators import MakeRecoveryCode
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name


def new_recovery_sheet(session: Session) -> RecoverySheet:
    """Return the paper of a code that was never used; it opens nothing before it is recorded."""
    actor = session.actor()
    return RecoverySheet(
        school_name(),
        new_recovery_code(),
        session.clock.today(),
        "" if actor is None else actor.name,
        tuple(one.words.split("（")[0] for one in people_at_the_door(session) if one.administrator),
    )


def recording(sheet: RecoverySheet) -> MakeRecoveryCode:
    """Return the draft of the command that makes the code on the paper the one that opens."""
    return MakeRecoveryCode(code=sheet.code)
