"""How well people hear and see each other: what their pages measure, sampled into the log."""
