"""One film out of many tracks, composed in a child process."""
