"""Programs in languages that no browser runs: an engine that somebody set up beside Chalkroom runs them."""
