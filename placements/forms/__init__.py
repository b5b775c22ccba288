"""The shape of what is typed. The rules live in rules.py; a refusal is shown at the field it names."""

from placements.forms.asking import ExtensionForm, OnBehalfForm
from placements.forms.deciding import ApproveForm, AssignForm, DeclineForm, LatePaperForm, OpinionForm, ReturnForm
from placements.forms.following import MoveForm
from placements.forms.moving import (
    ConfirmForm,
    EarlyReturnForm,
    ReasonForm,
    SeenAgainForm,
    SeenForm,
    SeenManyForm,
    SureForm,
)
from placements.forms.offering import CreatePostForm, NominationForm, OfferForm, OfferPostForm, PutForwardForm
from placements.forms.pieces import DayField, OfficeForm, WordsField
from placements.forms.planning import AgreeForm, ProposeForm
from placements.forms.saving import FilterNameForm, SaveFilterForm
from placements.forms.together import ConfirmTogetherForm, TogetherForm

__all__ = [
    "AgreeForm",
    "ApproveForm",
    "AssignForm",
    "ConfirmForm",
    "ConfirmTogetherForm",
    "CreatePostForm",
    "DayField",
    "DeclineForm",
    "EarlyReturnForm",
    "ExtensionForm",
    "FilterNameForm",
    "LatePaperForm",
    "MoveForm",
    "NominationForm",
    "OfferForm",
    "OfferPostForm",
    "OfficeForm",
    "OnBehalfForm",
    "OpinionForm",
    "ProposeForm",
    "PutForwardForm",
    "ReasonForm",
    "ReturnForm",
    "SaveFilterForm",
    "SeenAgainForm",
    "SeenForm",
    "SeenManyForm",
    "SureForm",
    "TogetherForm",
    "WordsField",
]
