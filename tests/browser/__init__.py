"""The office in a real browser: the demonstration, served as `make run` serves it, walked by its people."""
