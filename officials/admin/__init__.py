"""The registers and the accounts in the back office."""

from officials.admin import accounts, icons, officials, organisations, posts, vocabularies

__all__ = ["accounts", "icons", "officials", "organisations", "posts", "vocabularies"]
