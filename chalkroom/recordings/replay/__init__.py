"""What was recorded, played again: who may, what there is, and the bytes of it."""
