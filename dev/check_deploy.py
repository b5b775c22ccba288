"""`manage.py check --deploy` with the settings of production; any warning fails.

In its own process and with an environment of its own, so that nothing of the developer's leaks in.
"""

import os
import secrets
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "office.example",
    "DATABASE_URL": "postgresql://office@database.example/office",  # checks ask no database
}

if __name__ == "__main__":
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=PROJECT, env={**kept, **PRODUCTION}, check=False)
    sys.exit(done.returncode)
