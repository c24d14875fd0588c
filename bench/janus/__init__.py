"""Janus, the competitor: its media server as Debian packages it, and a plain page that uses it."""
