"""Recording as the room sees it: whether it runs, who agreed, and how far what was captured is saved."""
