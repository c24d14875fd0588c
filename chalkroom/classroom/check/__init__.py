"""The connection check: what it is given to measure with, and what it tells the teacher."""
