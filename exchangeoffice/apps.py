"""The project as an app, for its commands and checks."""

from django.apps import AppConfig


class ExchangeOfficeConfig(AppConfig):
    name = "exchangeoffice"
