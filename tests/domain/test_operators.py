"""Passwords are kept as scrypt secrets; a recovery code is read back as it was typed."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.operators import (
    CODE_LETTERS,
    Secret,
    new_recovery_code,
    new_secret,
    seconds_to_wait,
    written_code,
)

PASSWORD = "总务处-Kaoqin7"


def test_a_secret_is_scrypt_with_its_salt_and_costs():
    secret = new_secret(PASSWORD)
    scheme, cost, block, parallel, salt, found = secret.split("$")
    assert (scheme, cost, block, parallel) == ("scrypt", "14", "8", "1")
    again = hashlib.scrypt(PASSWORD.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, dklen=32)
    assert again.hex() == found
    assert len(bytes.fromhex(salt)) == 16


def test_the_same_password_makes_another_secret_each_time():
    assert new_secret(PASSWORD) != new_secret(PASSWORD)


def test_neither_the_secret_nor_its_picture_shows_the_password():
    secret = new_secret("opensesame")
    assert "opensesame" not in secret
    assert repr(secret) == "Secret()"


@settings(max_examples=8)
@given(st.text(min_size=6, max_size=20), st.text(max_size=20))
def test_a_secret_knows_its_password_and_no_other(password: str, other: str):
    secret = Secret.of(password)
    assert secret.matches(password)
    same = unicodedata.normalize("NFC", password) == unicodedata.normalize("NFC", other)
    assert secret.matches(other) is same


def test_costs_of_other_days_are_read_from_the_secret():
    salt, costs = bytes(16), {"n": 2**10, "r": 4, "p": 2}
    found = hashlib.scrypt(PASSWORD.encode(), salt=salt, dklen=32, **costs)
    old = Secret(f"scrypt$10$4$2${salt.hex()}${found.hex()}")
    assert old.matches(PASSWORD)
    assert not old.matches(PASSWORD + "x")
    assert not Secret(old.replace("scrypt", "plain")).matches(PASSWORD)


@pytest.mark.parametrize("password", ["", "12345", "x" * 65])
def test_a_password_is_neither_short_nor_endless(password: str):
    with pytest.raises(Refused) as caught:
        new_secret(password)
    assert caught.value.code == "weak_password"


def test_a_recovery_code_has_no_letter_that_looks_like_another():
    assert not set(CODE_LETTERS) & set("0ODQ1ILZ25S8BUV")
    codes = {new_recovery_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4] * 5
        assert set(code) <= {*CODE_LETTERS, "-"}


@pytest.mark.parametrize(
    "typed", ["acef ghjk", "ACEFGHJK", " ACEF－GHJK ", "ＡＣＥＦ　ghjk", "a-c-e-f-g-h-j-k"]
)
def test_a_code_is_read_however_it_is_typed(typed: str):
    assert written_code(typed) == "ACEF-GHJK"


def test_each_wrong_try_waits_longer_up_to_five_minutes():
    waits = [seconds_to_wait(failures) for failures in range(12)]
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert seconds_to_wait(10_000) == 300
