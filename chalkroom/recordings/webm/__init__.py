"""Live WebM, as a MediaRecorder writes it: read chunk by chunk, and laid out as one file that can be seeked."""
