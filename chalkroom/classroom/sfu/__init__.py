"""Who carries a room's media, from browser to browser or through LiveKit, and what LiveKit is told of the room."""
