"""How Django itself writes and reads days, by language; Chinese keeps Django's own forms."""
