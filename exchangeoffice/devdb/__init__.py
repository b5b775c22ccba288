"""PostgreSQL for development, tests and the demo, on machines without a database server.

Used only while ``DATABASE_URL`` is unset; production never imports this package.  The server
starts with the first connection that finds none (`base`), listens on a unix socket only, and keeps
its data between runs (`server`).  ``python -m exchangeoffice.devdb stop`` ends it.
"""
