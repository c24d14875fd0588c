"""Hocuspocus, and fifty pens for both."""
