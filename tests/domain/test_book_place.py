"""A book does not lie on a network drive, and is warned of in a folder that a cloud copies."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from houqin_desktop.domain.book_place import (
    is_mounted_aside,
    is_network_share,
    network_system,
    synced_by,
)

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:40 / /mnt/学校\040共享 rw,relatime shared:7 - cifs //server/share rw,vers=3.0
41 27 0:41 / /home rw,relatime - nfs4 server:/home rw
42 41 8:1 / /home/wang/本机 rw,relatime - ext4 /dev/sda1 rw
43 27 0:43 / /media/旧盘 rw - vfat /dev/sdb1 rw
44 27 0:44 / /media/旧盘 rw - fuse.sshfs wang@server: rw
45 27 0:45 / /srv rw master:1 propagate_from:2 - 9p share rw
46 27 0:46 / /data rw - smb3 //server/data rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "system"),
    [
        ("/root/账.houqin", None),
        ("/mnt/学校 共享/账.houqin", "cifs"),
        ("/mnt/学校 共享的/账.houqin", None),
        ("/home/wang/账.houqin", "nfs4"),
        ("/home/wang/本机/账.houqin", None),
        ("/media/旧盘/账.houqin", "fuse.sshfs"),
        ("/srv/账.houqin", "9p"),
        ("/data/深/处/账.houqin", "smb3"),
    ],
)
def test_the_innermost_and_latest_mount_says_what_a_file_lies_on(path, system):
    assert network_system(MOUNTS, PurePosixPath(path)) == system


def test_where_nothing_is_said_of_mounts_nothing_is_refused():
    assert network_system("", PurePosixPath("/home/账.houqin")) is None


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"\\server\share\账.houqin", True),
        ("//server/share/账.houqin", True),
        (r"\\?\UNC\server\share\账.houqin", True),
        (r"\\?\C:\账\账.houqin", False),
        (r"C:\账\账.houqin", False),
        ("账.houqin", False),
    ],
)
def test_a_path_of_windows_that_names_another_computer(path, remote):
    assert is_network_share(path) is remote


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (r"C:\Users\wang\OneDrive - 示范小学\账.houqin", "OneDrive"),
        (r"C:\Users\wang\Nutstore\1\我的坚果云\账.houqin", "坚果云"),
        (r"D:\我的坚果云\账.houqin", "坚果云"),
        (r"C:\Users\wang\WPS Cloud Files\账.houqin", "WPS云盘"),
        (r"C:\Users\wang\WPSDrive\1\WPS云盘\账.houqin", "WPS云盘"),
        (r"D:\BaiduSyncdisk\账.houqin", "百度网盘"),
        (r"D:\百度网盘同步空间\账.houqin", "百度网盘"),
        (r"C:\Users\wang\Dropbox\账.houqin", "Dropbox"),
        (r"C:\Users\wang\iCloudDrive\账.houqin", "iCloud"),
        (r"D:\天翼云盘\账.houqin", "天翼云盘"),
        (r"D:\eCloud\账.houqin", "天翼云盘"),
        (r"D:\腾讯微云\12345\账.houqin", "腾讯微云"),
        (r"D:\阿里云盘同步\账.houqin", "阿里云盘"),
        (r"D:\aDrive\账.houqin", "阿里云盘"),
        (r"D:\夸克网盘\账.houqin", "夸克网盘"),
        (r"D:\360云盘\账.houqin", "360云盘"),
        (r"D:\360安全云盘同步版\账.houqin", "360云盘"),
        (r"C:\Users\wang\Nextcloud2\账.houqin", "Nextcloud"),
        (r"C:\Users\wang\SynologyDrive\账.houqin", "Synology Drive"),
        (r"D:\华为云空间\账.houqin", "华为云空间"),
        (r"D:\云朵微云计算\账.houqin", None),
        (r"E:\云\文件\账.houqin", "OneDrive"),
        (r"C:\Users\wang\Documents\OneDrive.houqin", None),
        (r"E:\云朵\账.houqin", None),
    ],
)
def test_a_folder_of_a_cloud_service_is_known_by_its_name_or_by_the_variable(path, service):
    assert (
        synced_by(PureWindowsPath(path), {"OneDrive": r"E:\云", "OneDriveConsumer": ""}) == service
    )


@pytest.mark.parametrize(
    ("path", "aside"),
    [
        ("/media/wang/KINGSTON/备份", True),
        ("/run/media/wang/盘", True),
        ("/home/wang/media", False),
    ],
)
def test_where_a_system_without_drive_letters_puts_sticks(path: str, aside: bool):
    assert is_mounted_aside(PurePosixPath(path)) is aside
