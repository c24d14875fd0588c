"""Sessions: scheduled teaching, from draft to ended, and who has a place in it."""
