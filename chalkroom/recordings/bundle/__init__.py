"""A recording to take away whole: its tracks as they were kept, board, code, chat, attendance, and a player."""
