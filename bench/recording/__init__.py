"""Lessons that were recorded, for benchmarks."""
