"""Data to try the office with: three cases of a news report, and an invented crowd around them."""
