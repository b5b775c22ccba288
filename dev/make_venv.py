"""Makes .venv from requirements-dev.txt; a second run finds its stamp and takes no time.

Runs under whatever Python 3.11+ the machine has, so it uses the standard library only.
"""

import fcntl
import hashlib
import importlib.util
import subprocess
import sys
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
LOCK = PROJECT / "requirements-dev.txt"
STAMP = ENVIRONMENT / "made-from"


def main() -> None:
    if stamped() == wanted():
        return
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            f"Python {version} at {sys.executable} cannot make virtual environments. "
            f"On Debian and Ubuntu: apt install python{version}-venv"
        )
    # `make run` and `make test` may be started together on a new machine.
    with (PROJECT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamped() != wanted():
            make()


def wanted() -> str:
    """All that makes an environment stale: the lock, the Python, and the folder (scripts name it)."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{lock}\n{sys.version}\n{ENVIRONMENT}\n"


def stamped() -> str:
    return STAMP.read_text() if STAMP.exists() else ""


def make() -> None:
    print("Making .venv from requirements-dev.txt, once: about a minute ...", flush=True)
    same_place = stamped().partition("\n")[2] == wanted().partition("\n")[2]
    if not same_place:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    STAMP.unlink(missing_ok=True)  # broken off half way, it starts again
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    installed = subprocess.run(
        [*pip, "install", "--quiet", "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)],
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if installed.returncode:
        sys.exit("The packages could not be installed; pip says why above.")
    STAMP.write_text(wanted())


if __name__ == "__main__":
    main()
