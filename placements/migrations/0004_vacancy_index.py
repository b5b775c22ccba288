"""Which term of a post ended last, and which ends next: an index for vacancies."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('placements', '0003_exports'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(condition=models.Q(('state', 'confirmed')), fields=['host_post', 'ends_on'], name='placement_host_post_ends'),
        ),
    ]
