"""A network on one machine: places that are some milliseconds apart, with real programs and real browsers in them."""
