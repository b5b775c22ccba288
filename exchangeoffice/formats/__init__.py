"""How Django itself writes and reads days, by language."""
