"""Captions of a recording: WebVTT that its teacher brings, one text for each language."""
