"""A folder on a small disk of its own, whose room can be taken away and given back."""

import os
import subprocess
from pathlib import Path

WIDE = 4 << 30


class Room:
    """A folder that is a tmpfs, where this process may mount one; else a plain folder, of any size."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        folder.chmod(0o755)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={WIDE},mode=755", "tmpfs", str(folder)]
        self.has_a_size = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0

    @property
    def bytes(self) -> int:
        """What the files in it hold together."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def leave(self, free: int | None) -> None:
        """Leaves `free` bytes, about; None gives all the room back."""
        if self.has_a_size:
            room = os.statvfs(self.folder)
            used = (room.f_blocks - room.f_bfree) * room.f_frsize
            size = WIDE if free is None else used + free + room.f_frsize
            subprocess.run(["mount", "-o", f"remount,size={size}", str(self.folder)], check=True)

    def end(self) -> None:
        if self.has_a_size:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
