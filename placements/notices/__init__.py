"""Notices from owing to sending: facts tell them, days bring reminders, letters word them, the postman sends them."""
