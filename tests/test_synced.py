"""Folders in which a sync client or another machine works are noticed, and others are not taken for such."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.study.synced import (
    Mounted,
    by_marker,
    by_mount,
    by_name,
    by_variable,
    kept_in_step,
    lives_away,
    mounted_at,
    mounts,
)


@pytest.mark.parametrize(
    ("path", "keeper"),
    [
        ("/home/ana/Nextcloud/étude", "Nextcloud"),
        ("/home/ana/Dropbox/étude", "Dropbox"),
        ("/home/ana/Dropbox (Association)/étude", "Dropbox"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/étude", "iCloud Drive"),
        ("/Users/ana/Library/CloudStorage/OneDrive-Association/étude", "OneDrive"),
        ("/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/Mon Drive/étude", "Google Drive"),
        ("/mnt/c/Users/ana/OneDrive - Association des Amis/étude", "OneDrive"),
        ("/media/Mon Drive/étude", "Google Drive"),
        ("/home/ana/kDrive/étude", "kDrive"),
        ("/home/ana/étude", ""),
        ("/home/ana/dropbox-archives-2019/étude", "Dropbox"),
        ("/home/ana/onedrives/étude", ""),
        ("/home/ana/my nextcloud notes/étude", ""),
        ("/", ""),
        ("/home/ana/\u202eDropbox/\x1b[31m", ""),
    ],
)
def test_the_names_of_folders_tell_the_usual_sync_clients(path, keeper):
    assert by_name(Path(path).parts) == keeper


@pytest.mark.parametrize(
    ("marker", "shape", "keeper"),
    [
        (".stfolder", "folder", "Syncthing"),
        (".dropbox", "file", "Dropbox"),
        (".dropbox", "folder", ""),  # the settings of the client, in the home folder
        (".dropbox.cache", "folder", "Dropbox"),
        (".nextcloudsync.log", "file", "Nextcloud"),
        (".sync_0123456789ab.db", "file", "Nextcloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "file", "OneDrive"),
        (".tmp.drivedownload", "folder", "Google Drive"),
        ("desktop.ini", "file", ""),
        ("Thumbs.db", "file", ""),
    ],
)
def test_what_sync_clients_leave_in_a_folder_above_tells_them(tmp_path, marker, shape, keeper):
    study = tmp_path / "partagé" / "étude"
    study.mkdir(parents=True)
    assert by_marker(study) == ""
    there = tmp_path / "partagé" / marker
    there.mkdir() if shape == "folder" else there.write_text("")
    assert by_marker(study) == keeper


def test_windows_says_where_onedrive_is(tmp_path):
    (tmp_path / "Partagé" / "étude").mkdir(parents=True)
    whole = tmp_path / "Partagé" / "étude"
    assert by_variable(whole, {"OneDriveCommercial": str(tmp_path / "Partagé")}) == "OneDrive"
    assert by_variable(whole, {"OneDrive": str(tmp_path / "Partag")}) == ""
    assert by_variable(whole, {"OneDrive": ""}) == ""


@pytest.mark.parametrize(
    ("kind", "keeper"),
    [
        ("ext4", ""),
        ("btrfs", ""),
        ("fuseblk", ""),  # NTFS and exFAT on a disk of this machine
        ("fuse.gocryptfs", ""),
        ("nfs4", "network"),
        ("cifs", "network"),
        ("smb3", "network"),
        ("fuse.sshfs", "fuse"),
        ("fuse.rclone", "fuse"),
        ("fuse", "fuse"),
    ],
)
def test_the_kind_of_file_system_tells_drives_on_the_network(kind, keeper):
    assert by_mount(Mounted("/", kind, "x")) == keeper


def test_the_table_of_mounts_is_read_as_the_system_writes_it(tmp_path):
    table = tmp_path / "mountinfo"
    table.write_text(
        "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n"
        "30 22 0:40 / /mnt/mon\\040disque rw shared:1 - cifs //serveur/partage\\040commun rw\n"
        "31 22 0:41 / /mnt/mon rw - tmpfs tmpfs rw\n"
        "\n"
        "this is no line of it\n"
        "40 30 0:42 / /mnt/mon\\040disque rw - nfs4 nas:/x rw\n"
    )
    assert mounted_at(Path("/mnt/mon disque/étude"), str(table)) == Mounted("/mnt/mon disque", "nfs4", "nas:/x")
    assert mounted_at(Path("/mnt/mon/étude"), str(table)) == Mounted("/mnt/mon", "tmpfs", "tmpfs")
    assert mounted_at(Path("/mnt/mon disquette"), str(table)) == Mounted("/", "ext4", "/dev/sda1")
    assert mounted_at(Path("/étude"), str(tmp_path / "nothing")) is None
    assert len([*mounts(table.read_text().split("\n"))]) == 4


def test_a_study_lives_away_where_a_sync_client_works_and_the_state_folder_is_free(tmp_path, monkeypatch):
    synced, plain = tmp_path / "Nextcloud" / "étude", tmp_path / "étude"
    synced.mkdir(parents=True)
    plain.mkdir()
    assert (kept_in_step(synced), lives_away(synced)) == ("Nextcloud", True)
    assert (kept_in_step(plain), lives_away(plain)) == ("", False)
    monkeypatch.setenv("INTERVIEWER_LIVE", "here")
    assert not lives_away(synced)
    monkeypatch.setenv("INTERVIEWER_LIVE", "away")
    assert lives_away(plain)
    monkeypatch.delenv("INTERVIEWER_LIVE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "Nextcloud" / "state"))
    assert not lives_away(synced)  # nothing would be gained


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox" / "étude").mkdir(parents=True)
    (tmp_path / "lien").symlink_to(tmp_path / "Dropbox" / "étude")
    assert kept_in_step(tmp_path / "lien") == "Dropbox"
