"""Where the content of attachments lies: a folder outside the web root, by names that nobody chose."""

import secrets

from django.conf import settings


def _path(stored_name):
    """Two letters make a folder, so that no folder grows without end."""
    return settings.OFFICE_FILES_ROOT / stored_name[:2] / stored_name


def keep(content):
    """Write the content down to the disk and give the name it lies under."""
    stored_name = secrets.token_hex(16)
    path = _path(stored_name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as file:
        path.chmod(0o600)
        file.write(content)
    return stored_name


def opened(stored_name):
    """The content, open for reading. Raises FileNotFoundError where it is gone."""
    return _path(stored_name).open("rb")


def drop(stored_name):
    """Delete it; nothing happens where it is gone already."""
    _path(stored_name).unlink(missing_ok=True)
