"""What waits for a coordinator, on the first page of the back office."""

from exchangeoffice.today import now, today
from placements import waiting


def what_waits(request):
    """Nothing for those who may not see placements."""
    return waiting.what_waits(request.user, on=today(), at=now())
