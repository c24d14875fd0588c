"""Chalkroom: a self-hosted place for live lessons."""

from importlib.metadata import version

__version__ = version("chalkroom")
