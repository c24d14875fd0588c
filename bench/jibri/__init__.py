"""What Jibri does to record a call: a browser shows it on a screen of its own, and FFmpeg films the screen.

Jibri itself needs a whole Jitsi Meet. Its two expensive parts are here with its own settings (jitsi/jibri,
src/main/resources/reference.conf), at 720p instead of its 1080p: Chrome's flags, and what FFmpeg is told for a
recording. Instead of a call the page plays four files, which costs less than receiving them.
"""
