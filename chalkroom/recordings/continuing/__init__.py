"""Going on from a moment of a replay: its board or code becomes a new page or file of a session."""
