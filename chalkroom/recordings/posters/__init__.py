"""One small picture of each recording, which tells in a list what the lesson was."""
