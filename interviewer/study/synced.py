"""Whether another program or another machine works in a study's folder: a sync client, or a drive on the network.

Such a folder is no place for a file that grows with every word. While an interview is held its words are written in the
state folder of this machine, and come home whole when the run has ended (session/homecoming.py).
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.session.folder import state_home

SWITCH = "INTERVIEWER_LIVE"
"""`here` writes live words into the study whatever keeps it in step, `away` never does; otherwise it is found out."""

NAMES = {
    **dict.fromkeys(("onedrive", "skydrive"), "OneDrive"),
    **dict.fromkeys(("dropbox",), "Dropbox"),
    **dict.fromkeys(("nextcloud",), "Nextcloud"),
    **dict.fromkeys(("owncloud",), "ownCloud"),
    **dict.fromkeys(("icloud drive", "iclouddrive", "com~apple~clouddocs"), "iCloud Drive"),
    **dict.fromkeys(("google drive", "googledrive", "my drive", "mon drive", "mon disque"), "Google Drive"),
    **dict.fromkeys(("kdrive",), "kDrive"),
    **dict.fromkeys(("syncthing",), "Syncthing"),
    **dict.fromkeys(("pcloud drive", "pclouddrive", "pcloudsync"), "pCloud"),
    **dict.fromkeys(("mega", "megasync"), "MEGA"),
    **dict.fromkeys(("seafile",), "Seafile"),
    **dict.fromkeys(("synologydrive", "synology drive"), "Synology Drive"),
    **dict.fromkeys(("box sync",), "Box"),
    **dict.fromkeys(("proton drive",), "Proton Drive"),
}
"""How sync clients call their folder, in small letters."""

BEGINNINGS = {
    **dict.fromkeys(("onedrive - ", "onedrive-", "onedrive ("), "OneDrive"),
    **dict.fromkeys(("dropbox (", "dropbox-", "dropbox - "), "Dropbox"),
    **dict.fromkeys(("nextcloud-", "nextcloud ("), "Nextcloud"),
    **dict.fromkeys(("googledrive-", "google drive ("), "Google Drive"),
    **dict.fromkeys(("seafile-",), "Seafile"),
}
"""How such a folder begins where a name of an account or an organisation follows."""

FILE, FOLDER = "file", "folder"
MARKERS = (
    (".849C9593-D756-4E56-8D6E-42412F2A707B", FILE, "OneDrive"),
    (".dropbox", FILE, "Dropbox"),  # a folder of that name holds the client's settings, and marks nothing
    (".dropbox.cache", FOLDER, "Dropbox"),
    (".nextcloudsync.log", FILE, "Nextcloud"),
    (".owncloudsync.log", FILE, "ownCloud"),
    (".stfolder", FOLDER, "Syncthing"),
    (".stfolder", FILE, "Syncthing"),
    (".tmp.drivedownload", FOLDER, "Google Drive"),
    (".tmp.driveupload", FOLDER, "Google Drive"),
    (".SynologyWorkingDirectory", FOLDER, "Synology Drive"),
)
"""What sync clients leave in the folder that they keep in step."""

VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where Windows says that OneDrive's folders are."""

ON_THE_NETWORK = frozenset(
    [
        "nfs",
        "nfs3",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "gfs2",
        "ocfs2",
        "davfs",
        "webdav",
        "afpfs",
        "virtiofs",
        "vboxsf",
    ]
)
"""File systems that stand on another machine."""

ON_THIS_MACHINE = frozenset(
    [
        "encfs",
        "gocryptfs",
        "cryfs",
        "securefs",
        "ntfs-3g",
        "ntfs",
        "exfat",
        "bindfs",
        "mergerfs",
        "unionfs",
        "overlayfs",
        "fuse-overlayfs",
        "lxcfs",
        "zfs",
        "apfs",
        "portal",
    ]
)
"""File systems of FUSE, without `fuse.`, that keep their files on a disk of this machine."""

NETWORK, FUSE = "network", "fuse"
Keeper = str
"""The product that keeps a folder in step, or NETWORK or FUSE; empty for a folder of this machine alone."""


class Mounted(NamedTuple):
    """What is mounted somewhere: its folder, the kind of file system, and what it stands on."""

    place: str
    kind: str
    source: str


def kept_in_step(root: Path) -> Keeper:
    """What else works in the folder, as far as can be told."""
    whole = Path(os.path.realpath(root))
    return by_name(whole.parts) or by_variable(whole, os.environ) or by_marker(whole) or _by_drive(whole)


def lives_away(root: Path) -> bool:
    """Whether words are written in the state folder while an interview is held, and come home when the run has ended.

    Where the state folder is no better than the study's own, they are written at home.
    """
    switch = os.environ.get(SWITCH, "").strip().lower()
    if switch in ("here", "away"):
        return switch == "away"
    return bool(kept_in_step(root)) and not kept_in_step(nearest(state_home()))


def by_name(parts: Sequence[str]) -> Keeper:
    """What the names of the folders above say."""
    for part in (part.casefold() for part in parts):
        found = NAMES.get(part) or next((told for begins, told in BEGINNINGS.items() if part.startswith(begins)), "")
        if found:
            return found
    return ""


def by_variable(whole: Path, environ: Mapping[str, str]) -> Keeper:
    """OneDrive where the folder lies below what the environment says is its own."""
    for name in VARIABLES:
        place = environ.get(name, "")
        if place and whole.is_relative_to(os.path.realpath(place)):
            return "OneDrive"
    return ""


def by_marker(whole: Path) -> Keeper:
    """What sync clients left in the folder or above it."""
    for folder in (whole, *whole.parents):
        for name, shape, told in MARKERS:
            there = os.path.join(folder, name)
            if os.path.isdir(there) if shape == FOLDER else os.path.isfile(there):
                return told
        if _holds_database(folder):
            return "Nextcloud"
    return ""


def _holds_database(folder: Path) -> bool:
    """Whether Nextcloud or ownCloud keep their list of files here: `.sync_0123456789ab.db` or `._sync_...`."""
    with suppress(OSError), os.scandir(folder) as entries:
        return any(one.name.startswith((".sync_", "._sync_")) and one.name.endswith(".db") for one in entries)
    return False


def _by_drive(whole: Path) -> Keeper:
    if sys.platform == "win32":  # pragma: no cover - only there
        import ctypes

        remote = str(whole).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(whole.anchor) == 4  # noqa: PLR2004 - DRIVE_REMOTE
        return NETWORK if remote else ""
    return by_mount(mounted_at(whole))


def by_mount(mounted: Mounted | None) -> Keeper:
    """What the kind of file system says; FUSE tells only that some program stands behind it."""
    if mounted is None:
        return ""
    family, _dot, kind = mounted.kind.lower().partition(".")
    if family in ON_THE_NETWORK or kind in ON_THE_NETWORK:
        return NETWORK
    return FUSE if family == "fuse" and kind not in ON_THIS_MACHINE else ""


def mounted_at(whole: Path, table: str = "/proc/self/mountinfo") -> Mounted | None:
    """What the folder stands on; None where the system doesn't tell (it does on Linux)."""
    try:
        with open(table, encoding="utf-8", errors="surrogateescape") as file:
            found = [*mounts(file)]
    except OSError:
        return None
    above = [one for one in found if whole.is_relative_to(one.place)]
    # Of two that are mounted at one place the later one lies on top.
    return max(enumerate(above), key=lambda one: (len(Path(one[1].place).parts), one[0]))[1] if above else None


def mounts(lines: Iterable[str]) -> Iterable[Mounted]:
    """What the lines of a mountinfo table say; lines of another shape are passed over."""
    for line in lines:
        before, _dash, after = line.partition(" - ")
        where, what = before.split(" "), after.split(" ")
        if len(where) > 4 and len(what) > 1:  # noqa: PLR2004 - the place is the fifth word, the source the second
            yield Mounted(_plain(where[4]), what[0], _plain(what[1].rstrip("\n")))


def _plain(word: str) -> str:
    """The word with its spaces, tabs and line feeds, which the table writes as octal numbers."""
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        word = word.replace(code, char)
    return word


def nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)
