"""Chat: lines in the room's log, readable there and after the session. A message is a view of the log, never a row."""
