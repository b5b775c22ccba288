"""Letters and forms for paper: what each says, who signs it, and why one cannot be drawn up now.

The office drafts, the issuing bodies sign: nothing here is stored, no number is made up. Every
text is written in the language that is active, which is the letter's, not the reader's.
"""

from placements.letters.kinds import EXTENSION_KINDS, PLACEMENT_KINDS

__all__ = ["EXTENSION_KINDS", "PLACEMENT_KINDS"]
