"""Text that a spreadsheet shows and never runs."""

import re
import unicodedata

# What XML and spreadsheets cannot hold: control characters but for tab and line feed, halves of pairs.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What makes a formula, an external call or a macro of a cell.
LIVE = ("=", "+", "-", "@", "|", "%")
HIDDEN = ("Cc", "Cf")  # control characters, and those without width


def harmless(text):
    """The text, with an apostrophe before it where a program might take it for a formula.

    Looked at as a careless program would: full-width signs folded (NFKC), blanks stripped. What
    begins with a control character hides how it begins.
    """
    if text[:1].isalnum():
        return UNWRITABLE.sub("", text)
    begins = unicodedata.normalize("NFKC", text).strip()
    is_live = begins.startswith(LIVE) or any(unicodedata.category(c) in HIDDEN for c in (text[:1], begins[:1]) if c)
    return f"'{UNWRITABLE.sub('', text)}" if is_live else UNWRITABLE.sub("", text)
