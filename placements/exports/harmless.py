"""Text that a spreadsheet shows and never runs."""

import re
import unicodedata

# What XML and spreadsheets cannot hold: control characters but for tab and line feed, halves of pairs.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What makes a formula, an external call or a macro of a cell.
LIVE = ("=", "+", "-", "@", "|", "%")
RAW_XML = "<r>"  # XlsxWriter takes a text that begins so for XML of its own, and writes it as it is
HIDDEN = ("Cc", "Cf")  # control characters, and those without width


def harmless(text):
    """The text, with an apostrophe before it where a program might take it for a formula.

    Looked at as it stands, and as a careless program would: full-width signs folded (NFKC), blanks
    stripped. What begins with a control character, or with what no file can hold, hides how it begins.
    """
    written = UNWRITABLE.sub("", text)
    if text[:1].isalnum():
        return written
    folded = unicodedata.normalize("NFKC", written).strip()
    begins = (written.strip(), folded)
    is_hidden = UNWRITABLE.match(text) or any(unicodedata.category(c) in HIDDEN for c in (text[:1], folded[:1]) if c)
    is_live = any(form.startswith((*LIVE, RAW_XML)) for form in begins)
    return f"'{written}" if is_live or is_hidden else written
