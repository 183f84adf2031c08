"""Releases: what changed between two editions, what version that calls for, and how it is reported."""
