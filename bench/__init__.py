"""Benchmarks: each measures Chalkroom beside a named competitor, in one run, under the same conditions."""
