"""At the door: who sits down, with which password, and how long after a wrong one.

Nothing here waits: a try that comes too early is refused with the seconds that are left, which a
new start of the program does not shorten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.operators import Secret, written_code
from houqin_desktop.storage.operators import Operator, present_code
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.tries import Failures, failures_known, keep_failures, mark_of


@dataclass(slots=True)
class Door:
    """What one opened book knows of passwords that were given to it.

    :param given: the password that the environment holds for a command line, tried by itself.
    """

    given: str | None = field(default=None, repr=False)
    _failures: dict[str, Failures] | None = None
    # Whose password was given here, and which it was: a new one is asked for anew.
    _proved: dict[int, Secret] = field(default_factory=dict)
    _confirmed: set[int] = field(default_factory=set)

    def is_open(self, person: Person) -> bool:
        """Say whether this person may be at work: no password is set, or it was given here."""
        secret = password_of(person)
        return secret is None or self._proved.get(person.id) == secret

    def enter(self, person: Person, password: str | None, now: datetime) -> None:
        """Let this person in.

        :raises Refused: `password` when it is missing or wrong, `password_wait` when it is too
            early to try again.
        """
        if self.is_open(person) and password is None:
            return
        self.prove(person, password, now)
        self.admit(person)

    def prove(self, person: Person, password: str | None, now: datetime) -> None:
        """Hold a password against the one that is set; where none is set nothing is asked."""
        secret = password_of(person)
        if secret is None:
            return
        word = self.given if password is None else password
        if word is None:
            raise Refused(
                f"{person.name}设有密码。请输入密码（命令行请放在环境变量 HOUQIN_PASSWORD 里）。",
                code="password",
            )
        self._try(person, secret, word, now, "密码不对。请再输一次，注意大小写。", "password")

    def confirm(self, person: Person, password: str, now: datetime) -> None:
        """Take the password once more, for the next command alone."""
        self.prove(person, password, now)
        self._confirmed.add(person.id)

    @staticmethod
    def has_password(person: Person) -> bool:
        """Say whether this person is asked for a password."""
        return password_of(person) is not None

    def admit(self, person: Person) -> None:
        """Let somebody in who has shown in another way who he is."""
        secret = password_of(person)
        if secret is not None:
            self._proved[person.id] = secret

    def vouch(self, person: Person) -> None:
        """Let somebody in whom the caller knows, and count it as confirmed once."""
        self.admit(person)
        self._confirmed.add(person.id)

    def is_confirmed(self, person: Person) -> bool:
        """Say whether the password was given for the next command."""
        given_for_every_line = self.given is not None and person.id in self._proved
        return given_for_every_line or person.id in self._confirmed

    def take_confirmation(self, person: Person | None) -> bool:
        """Say whether the password was given for this command; it does not count twice.

        On a command line the password of the environment was given for every line.
        """
        if person is None:
            return False
        confirmed = self.is_confirmed(person)
        self._confirmed.clear()
        return confirmed

    def open_with_code(self, person: Person, code: str, now: datetime) -> Secret:
        """Return the secret of the recovery code that is on the paper.

        :raises Refused: when there is none, or it is not this one.
        """
        known = present_code()
        if known is None:
            raise Refused("没有可用的恢复码。请由另一位管理员重设密码。", code="recovery_code")
        secret = Secret(known.secret)
        wrong = "恢复码不对。请照纸上再输一次。"
        self._try(person, secret, written_code(code), now, wrong, "recovery_code")
        return secret

    def _try(
        self, person: Person, secret: Secret, word: str, now: datetime, wrong: str, code: str
    ) -> None:
        if self._failures is None:
            self._failures = failures_known()
        mark = mark_of(secret)
        failures = self._failures.get(mark, Failures())
        left = failures.seconds_left(now)
        if left > 0:
            raise Refused(
                f"已经错了 {failures.count} 次，请等 {int(left) + 1} 秒再试。", code="password_wait"
            )
        if secret.matches(word):
            if self._failures.pop(mark, None) is not None:
                keep_failures(self._failures)
            return
        self._failures[mark] = failures.one_more(now)
        keep_failures(self._failures)
        raise Refused(f"{person.name}的{wrong}", code=code)


def password_of(person: Person) -> Secret | None:
    """Return the secret of this person's password, or None where none is set."""
    operator = Operator.find(person_id=person.id)
    return None if operator is None or operator.password is None else Secret(operator.password)
