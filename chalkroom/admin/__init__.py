"""What runs the place: the server's health and the outbox."""
