"""Operators (操作员): who may sit down at the program, their passwords, the recovery code.

A password is optional and never kept: only its scrypt hash is, with the salt and the costs that
made it. The recovery code (恢复码) lies on paper in a sealed envelope and opens the door once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from typing import Final, Self

from houqin_desktop.domain.errors import Refused

SHORTEST_PASSWORD: Final = 6
LONGEST_PASSWORD: Final = 64
# About 16 MiB and 50 ms on an office PC: dear for whoever tries them all, cheap for one.
_COST, _BLOCK, _PARALLEL = 14, 8, 1
_MOST_MEMORY: Final = 2**28
# Neither 0 O D Q, 1 I L, 2 Z, 5 S, 8 B nor U V, which hands and eyes mistake for one another.
CODE_LETTERS: Final = "ACEFGHJKMNPRTWXY34679"
_CODE_GROUPS, _CODE_GROUP = 5, 4
_FREE_TRIES, _LONGEST_WAIT = 2, 300


class Secret(str):
    """What is kept of a password: scheme, costs, salt and hash; the password is not in it."""

    __slots__ = ()

    @classmethod
    def of(cls, password: str) -> Self:
        """Return the secret of a password, with a salt of its own."""
        salt = secrets.token_bytes(16)
        found = _scrypt(password, salt, _COST, _BLOCK, _PARALLEL)
        return cls(f"scrypt${_COST}${_BLOCK}${_PARALLEL}${salt.hex()}${found.hex()}")

    def __repr__(self) -> str:
        return "Secret()"

    def matches(self, password: str) -> bool:
        """Say whether this is the password, in the same time for every wrong one."""
        scheme, cost, block, parallel, salt, known = self.split("$")
        if scheme != "scrypt":
            return False
        found = _scrypt(password, bytes.fromhex(salt), int(cost), int(block), int(parallel))
        return hmac.compare_digest(found, bytes.fromhex(known))


def _scrypt(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    # One spelling: an input method may compose a letter that a keyboard types in two strokes.
    words = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(
        words, salt=salt, n=2**cost, r=block, p=parallel, maxmem=_MOST_MEMORY, dklen=32
    )


def require_password(password: str) -> None:
    """Refuse a new password that is too short or too long."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            f"密码至少 {SHORTEST_PASSWORD} 个字符。请换一个长一些的密码。", code="weak_password"
        )
    if len(password) > LONGEST_PASSWORD:
        raise Refused(
            f"密码最多 {LONGEST_PASSWORD} 个字符。请换一个短一些的密码。", code="weak_password"
        )


def new_secret(password: str) -> Secret:
    """Return the secret of a new password.

    :raises Refused: when it is too short or too long.
    """
    require_password(password)
    return Secret.of(password)


def new_recovery_code() -> str:
    """Return a random code in groups, ACEF-GHJK-…, of 20 letters that nobody mistakes (87 bits)."""
    groups = (
        "".join(secrets.choice(CODE_LETTERS) for _ in range(_CODE_GROUP))
        for _ in range(_CODE_GROUPS)
    )
    return "-".join(groups)


def written_code(text: str) -> str:
    """Return a recovery code in the spelling of its paper, however it was typed."""
    plain = unicodedata.normalize("NFKC", text).upper()
    letters = "".join(letter for letter in plain if letter.isalnum())
    return "-".join(letters[at : at + _CODE_GROUP] for at in range(0, len(letters), _CODE_GROUP))


def seconds_to_wait(failures: int) -> int:
    """Return how long the next try has to wait after so many wrong ones: 0, 0, 2, 4, 8 … 300 s."""
    if failures <= _FREE_TRIES:
        return 0
    return int(min(2 ** min(failures - _FREE_TRIES, 16), _LONGEST_WAIT))
