"""Owns what sessions encrypted from end to end need of the server: it passes on keys that it cannot read."""
