"""Django's PostgreSQL backend, starting the embedded server when the first connection finds none.

The hook is the connection and not the settings, so that commands which never ask the database
(``check``, ``collectstatic``, the type checker) start no server.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError

from exchangeoffice.devdb import server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        """Connect; when nobody answers, start the server and try once more.

        Raises `server.DevDatabaseError` when the server cannot be started.
        """
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            server.ensure(settings.BASE_DIR)
            return super().get_new_connection(conn_params)
