"""``manage.py send_notices``: owes what the day brings, then sends what is due. Run it every five minutes."""

import pghistory
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchangeoffice.today import now, today
from placements.models import Notice
from placements.models.notices import NoticeState
from placements.notices.reminders import owe_reminders
from placements.notices.sending import NoMailServerError, Postman, only_postman


class Command(BaseCommand):
    help = "Owes today's reminders and sends every notice that is due, once. Run it every five minutes."

    def add_arguments(self, parser):
        parser.add_argument("--owe-only", action="store_true", help="write down today's reminders, send nothing")

    def handle(self, *, owe_only=False, verbosity=1, **_options):
        with pghistory.context(command="send_notices"), only_postman() as is_mine:
            if not is_mine:
                raise CommandError("Another send_notices is at work; nothing was done.")
            new = owe_reminders(at=now(), on=today())
            if verbosity:
                self.stdout.write(f"Reminders: {new} new.")
            if not owe_only:
                self._send(verbosity)

    def _send(self, verbosity):
        if not settings.EMAIL_BACKEND:
            waiting = Notice.objects.due(at=now()).count()
            raise CommandError(f"EMAIL_URL is missing: nothing was sent, and {waiting} notices wait.")
        postman = Postman(clock=now, on=today())
        try:
            postman.go_round()
        except NoMailServerError as error:
            raise CommandError(f"The mail server could not be reached: {error}. What is owed waits.") from error
        finally:
            if verbosity:
                done = postman.done
                self.stdout.write(
                    f"Notices: {done[NoticeState.SENT]} sent, {done[NoticeState.OWED]} put off, "
                    f"{done[NoticeState.FAILED]} failed, {done[NoticeState.DROPPED]} dropped."
                )
