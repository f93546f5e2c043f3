"""The guards' own fixture."""

from tests.guards.world import world

__all__ = ["world"]
