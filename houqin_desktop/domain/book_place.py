"""Where a book must not lie, and where it had better not lie: network drives and synced folders.

SQLite's own lock does not hold reliably over a network, and a program that copies a folder into
the cloud copies a book in the middle of an entry or puts an older one back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

NETWORK_SYSTEMS: Final = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.ceph-fuse",
        "fuse.curlftpfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
# The folder that each service makes, as its name begins, without blanks and in small letters.
SYNCED_FOLDERS: Final = {
    "onedrive": "OneDrive",
    "nutstore": "坚果云",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "wpsdrive": "WPS云盘",
    "wpscloudfiles": "WPS云盘",
    "wps云盘": "WPS云盘",
    "baidusyncdisk": "百度网盘",
    "baidunetdisk": "百度网盘",
    "百度网盘": "百度网盘",
    "dropbox": "Dropbox",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "googledrive": "Google Drive",
    "天翼云盘": "天翼云盘",
    "ecloud": "天翼云盘",
    "腾讯微云": "腾讯微云",
    "我的微云": "腾讯微云",
    "微云同步": "腾讯微云",
    "weiyun": "腾讯微云",
    "阿里云盘": "阿里云盘",
    "aliyundrive": "阿里云盘",
    "adrive": "阿里云盘",
    "夸克网盘": "夸克网盘",
    "quarkclouddrive": "夸克网盘",
    "360云盘": "360云盘",
    "360安全云盘": "360云盘",
    "360yunpan": "360云盘",
    "nextcloud": "Nextcloud",
    "synologydrive": "Synology Drive",
    "华为云空间": "华为云空间",
    "huaweicloud": "华为云空间",
}
MOUNTED_ASIDE: Final = ("/media", "/run/media", "/mnt", "/Volumes")
SYNC_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def network_system(mountinfo: str, path: PurePath) -> str | None:
    """Return the network file system that a file lies on, or None for a disk of this computer.

    :param mountinfo: the text of /proc/self/mountinfo; see proc_pid_mountinfo(5).
    :param path: absolute, its links resolved.
    """
    depths = {str(place): len(place.parts) for place in (path, *path.parents)}
    found, depth = "", 0
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")[0]
        if len(fields) < 5 or not kind:
            continue
        own = depths.get(_ESCAPED.sub(lambda code: chr(int(code[1], 8)), fields[4]), -1)
        # A later mount on the same place hides the earlier one.
        if own >= depth:
            found, depth = kind, own
    return found if found in NETWORK_SYSTEMS else None


def is_network_share(path: str) -> bool:
    r"""Say whether a path of Windows names another computer, as \\server\share does."""
    plain = path.replace("/", "\\")
    if plain.startswith(("\\\\?\\", "\\\\.\\")):
        return plain[4:].upper().startswith("UNC\\")
    return plain.startswith("\\\\")


def is_mounted_aside(path: PurePath) -> bool:
    """Say whether a folder lies where a system without drive letters puts sticks."""
    return any(path.is_relative_to(place) for place in MOUNTED_ASIDE)


def synced_by(path: PurePath, environment: Mapping[str, str]) -> str | None:
    """Return the cloud service whose folder holds a file, or None.

    :param path: absolute.
    :param environment: the variables of the process; OneDrive names its folders there.
    """
    for part in path.parts[:-1]:
        name = part.replace(" ", "").lower()
        for beginning, service in SYNCED_FOLDERS.items():
            if name.startswith(beginning):
                return service
    for variable in SYNC_VARIABLES:
        folder = environment.get(variable)
        if folder and path.is_relative_to(folder):
            return "OneDrive"
    return None
