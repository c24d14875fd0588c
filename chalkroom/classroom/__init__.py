"""The room: the live side of a session. Who may enter, who is there, what passes between them, and its log."""
