"""Two people in a lesson, each in a network of their own, and what these networks do to them."""
