"""One more kind of notice: the reminder that a coordinator sends."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0005_search'),
        ('placements', '0008_nominations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_kind_is_known',
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('window_opens', 'requests open'), ('window_closes', 'requests close soon'), ('received', 'request received'), ('returned', 'request returned'), ('decision', 'request decided'), ('starts', 'start to come'), ('ends', 'end to come'), ('remind', 'reminded by the office'), ('dates_changed', 'dates changed'), ('new_request', 'new request'), ('waiting', 'request waits'), ('endings', 'ends to come, for the office')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='noticeevent',
            name='kind',
            field=models.CharField(choices=[('window_opens', 'requests open'), ('window_closes', 'requests close soon'), ('received', 'request received'), ('returned', 'request returned'), ('decision', 'request decided'), ('starts', 'start to come'), ('ends', 'end to come'), ('remind', 'reminded by the office'), ('dates_changed', 'dates changed'), ('new_request', 'new request'), ('waiting', 'request waits'), ('endings', 'ends to come, for the office')], max_length=20, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['window_opens', 'window_closes', 'received', 'returned', 'decision', 'starts', 'ends', 'remind', 'dates_changed', 'new_request', 'waiting', 'endings'])), name='notice_kind_is_known', violation_error_message='Choose from the list.'),
        ),
    ]
