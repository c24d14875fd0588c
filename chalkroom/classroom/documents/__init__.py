"""What is written together in a session: board and code, as Yjs documents in a small hub of our own."""
