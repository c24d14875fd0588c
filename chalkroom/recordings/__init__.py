"""What was recorded: tracks and their chunks as they arrive, kept, and played again."""
