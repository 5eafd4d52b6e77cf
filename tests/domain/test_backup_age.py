"""The age of the copy outside the house: amber after seven days, red after thirty."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.backup_age import BackupTone, backup_age


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [
        (0, "U盘备份：今天", BackupTone.CALM),
        (7, "U盘备份：7 天前", BackupTone.CALM),
        (8, "U盘备份：8 天前", BackupTone.OLD),
        (9, "U盘备份：9 天前", BackupTone.OLD),
        (30, "U盘备份：30 天前", BackupTone.OLD),
        (31, "U盘备份：31 天前", BackupTone.LONG_AGO),
        (None, "U盘备份：还没有", BackupTone.OLD),
        (-3652, "U盘备份：日期在今天以后，请核对电脑时钟", BackupTone.OLD),
    ],
)
def test_the_age_of_the_copy_and_its_warning(days, text, tone):
    age = backup_age(days, 7)
    assert (age.text, age.tone) == (text, tone)


def test_a_school_that_wants_to_be_reminded_later_is_not_shown_red_before():
    assert backup_age(45, 60).tone is BackupTone.CALM
    assert backup_age(61, 60).tone is BackupTone.LONG_AGO
