"""The names of files inside a delivery."""

from portal.delivery.format.refusals import Refused, shown


def check_name(name: str, where: str) -> None:
    """Raises Refused for a name that leaves the folder; `where` says where it stands."""
    parts = name.split("/")
    if "\\" in name or any(part in ("", ".", "..") for part in parts):
        raise Refused(
            f"{where}: found the name {shown(name)}, a path that leaves the folder; expected a name without an empty, "
            '"." or ".." part, a "/" in front or a backslash'
        )
