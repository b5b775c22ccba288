"""Rules for passwords beyond Django's own."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OFFICE_WORDS = (
    "exchange",
    "office",
    "jiaoliu",
    "ganbu",
    "guazhi",
    "beijing",
    "tianjin",
    "hebei",
    "jingjinji",
    "交流",
    "干部",
    "挂职",
    "京津冀",
)


class NoOfficeWords:
    """Words that anybody would try first at this office."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` when the password holds one of the words."""
        written = password.casefold()
        if any(word in written for word in OFFICE_WORDS):
            raise ValidationError(
                _("This password holds a word that anybody would guess here."),
                code="password_holds_office_word",
            )

    def get_help_text(self) -> str:
        return _("Leave out the names of the office, its work and its regions.")
