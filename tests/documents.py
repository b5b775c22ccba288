"""Small files to attach: true ones, and such as only look true."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOC = OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le") + b"\x00" * 600


def pdf(words=""):
    """A PDF whose content differs with the words."""
    return PDF.replace(b"endobj", b"endobj % " + words.encode())


def docx(*, types="<Types/>", compressed=zipfile.ZIP_DEFLATED, **more):
    """A packed Word document; `more` adds parts, with dots written as two underscores."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compressed) as file:
        file.writestr("[Content_Types].xml", types)
        file.writestr("word/document.xml", "<document/>")
        for name, content in more.items():
            file.writestr(name.replace("__", "."), content)
    return packed.getvalue()
