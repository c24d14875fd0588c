"""People and order: what hosts decide about others and the room, and what everyone does with a hand or a smile."""
