"""Where a vault lies: in a folder that another program copies, on a network, and what in it is not Sheaf's."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

import psutil

from desktop.vault import key_file, lockfile, places
from desktop.vault.sealed import FOLDER as SEALED

_BY_NAME = (
    ("OneDrive", r"onedrive( - .+)?"),
    ("Dropbox", r"dropbox( \(.+\))?"),
    ("iCloud Drive", r"com~apple~clouddocs|mobile documents|icloud ?drive"),
    ("Google Drive", r"google ?drive(-.+)?|my drive"),
    ("Nextcloud", r"nextcloud\d*"),
    ("ownCloud", r"owncloud\d*"),
    ("Syncthing", r"syncthing"),
    ("Proton Drive", r"proton ?drive(-.+)?"),
    ("pCloud", r"p ?cloud ?drive|pcloud ?sync"),
    ("MEGA", r"mega ?sync(s|ync)?|mega"),
    ("Box", r"box( sync|-box)?"),
)
"""Sync programs, and what their folder is called, in any case."""
_BY_MARK = (
    ("Syncthing", ".stfolder"),
    ("Dropbox", ".dropbox"),
    ("Nextcloud", ".sync_*.db"),
    ("Nextcloud", "._sync_*.db"),
    ("ownCloud", ".owncloudsync.log"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Google Drive", ".tmp.driveupload"),
    ("Resilio Sync", ".sync/ID"),
)
"""Sync programs, and a file or folder that they keep at the top of what they copy."""
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|webdav|davfs|ncpfs|9p|ceph|glusterfs|afs|fuse\.(sshfs|rclone|gvfsd-fuse|davfs\S*|s3fs|smb\S*)"
)
"""File systems of other computers, as Linux and macOS call them."""
_OWN = frozenset(
    {
        places.README,
        places.DATABASE,
        f"{places.DATABASE}-journal",
        key_file.NAME,
        key_file.COPY_NAME,
        lockfile.NAME,
        SEALED,
    }
)
_SYSTEM = frozenset({".ds_store", "desktop.ini", "thumbs.db", ".directory", "icon\r"})
"""What file managers leave everywhere."""
_PART = ".part"
_SEALED_NAME = re.compile(r"[a-z2-7]{26}\.age")
_PREFIX = re.compile(r"[a-z2-7]{2}")


def synced_by(folder: Path) -> str:
    """Return the name of the sync program whose folder a vault lies in, or an empty text."""
    path = folder.absolute()
    for part in (*path.parent.parts, path.name):
        for program, pattern in _BY_NAME:
            if re.fullmatch(pattern, part.casefold()):
                return program
    for above in path.parents:
        if above == Path(above.anchor):
            break
        for program, mark in _BY_MARK:
            try:
                if next(above.glob(mark), None) is not None:
                    return program
            except OSError:
                continue
    return ""


def on_network(folder: Path) -> bool:
    """Whether a folder lies on a disk of another computer."""
    path = folder.absolute()
    if str(path).startswith("\\\\"):
        return True
    best, found = -1, False
    for mount in psutil.disk_partitions(all=True):
        place = PurePath(mount.mountpoint)
        if path.is_relative_to(place) and len(place.parts) >= best:
            remote = "remote" in mount.opts.split(",") or _NETWORK.fullmatch(mount.fstype.casefold())
            best, found = len(place.parts), bool(remote)
    return found


def strays(folder: Path) -> tuple[str, ...]:
    """Return what lies in a vault's folder and is not the vault's, as a sync program's second copies are; sorted.

    Paths are relative to the folder. Raises nothing: what cannot be read is left out.
    """
    found: list[str] = []
    try:
        found += [path.name for path in folder.iterdir() if path.name not in _OWN and path.suffix != _PART]
        for path in (folder / SEALED).glob("*"):
            if not path.is_dir() or not _PREFIX.fullmatch(path.name):
                found.append(f"{SEALED}/{path.name}")
                continue
            found += [
                f"{SEALED}/{path.name}/{one.name}"
                for one in path.iterdir()
                if not _SEALED_NAME.fullmatch(one.name) and one.suffix != _PART
            ]
    except OSError:
        pass
    return tuple(sorted(name for name in found if PurePath(name).name.casefold() not in _SYSTEM))
