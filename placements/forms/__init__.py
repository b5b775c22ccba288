"""The shape of what is typed. The rules live in rules.py; a refusal is shown at the field it names."""

from placements.forms.asking import ExtensionForm, OnBehalfForm
from placements.forms.deciding import ApproveForm, DeclineForm, OpinionForm, ReturnForm
from placements.forms.moving import ConfirmForm, EarlyReturnForm, ReasonForm, SureForm
from placements.forms.pieces import DayField, OfficeForm, WordsField
from placements.forms.together import TogetherForm

__all__ = [
    "ApproveForm",
    "ConfirmForm",
    "DayField",
    "DeclineForm",
    "EarlyReturnForm",
    "ExtensionForm",
    "OfficeForm",
    "OnBehalfForm",
    "OpinionForm",
    "ReasonForm",
    "ReturnForm",
    "SureForm",
    "TogetherForm",
    "WordsField",
]
