"""The registers and the accounts in the back office."""

from officials.admin import accounts, officials, organisations, posts, vocabularies

__all__ = ["accounts", "officials", "organisations", "posts", "vocabularies"]
