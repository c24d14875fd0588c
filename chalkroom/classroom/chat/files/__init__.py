"""Files in the chat: the bytes in storage, what they are in a table, and which message they belong to in the log."""
