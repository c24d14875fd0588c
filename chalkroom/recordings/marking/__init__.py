"""Chapters that teachers make themselves: in the room, where the log keeps them, or afterwards in the replay."""
