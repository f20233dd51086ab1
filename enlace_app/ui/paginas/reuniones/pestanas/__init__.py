"""The tabs of a meeting's record, in the order of the work."""
