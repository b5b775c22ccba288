"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchangeoffice.settings")

application = get_wsgi_application()

# A page makes some ten thousand objects and drops them; hardly any hang in circles. What is loaded stays for good and
# is never looked at again, the rest not each seven hundred objects but each twenty thousand: a page takes a tenth less.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
