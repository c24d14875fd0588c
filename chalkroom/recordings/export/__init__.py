"""Recordings as files to take away: one film, its sound, its chapters, its captions, or everything in a bundle."""
