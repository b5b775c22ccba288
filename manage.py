#!/usr/bin/env python
"""Django's command line for the exchange office."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchangeoffice.settings")
    if sys.argv[1:2] != ["runserver"]:
        # Migrations, loaders and dumps may take longer than a page is allowed to.
        os.environ.setdefault("OFFICE_DATABASE_PATIENCE", "command")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
