"""The audit trail read: which events, from what to what, in plain words, and what of it each person may read."""
