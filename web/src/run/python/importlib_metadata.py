"""The name under which pygal looks for what has long been in the standard library."""

from importlib.metadata import entry_points

__all__ = ["entry_points"]
