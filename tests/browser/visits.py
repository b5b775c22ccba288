"""Somebody at a browser: how they sit there, and whatever goes wrong behind the page they see."""

import os
import shutil
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PASSWORD = "exchange-demo"  # as `make run` prints it
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    # The browser asks nothing of the network on its own account; as root it has no sandbox.
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
]
NO_TROUBLE = (
    "Failed to load resource",  # told by its answer; a page may be meant to be missing
    # Somebody was at the keyboard before the page had chosen a field for them, and keeps the one they took.
    "Autofocus processing was blocked because a document already has a focused element",
)
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}


def chromium():
    """The browser's program, or None. CHROMIUM names another than the machine's own."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def browsing(program):
    """A running browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page, account, password=PASSWORD):
    """Through the door, as people do."""
    page.goto("/sign-in/")
    page.locator("#id_username").fill(account)
    page.locator("#id_password").fill(password)
    page.locator("form.form button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def cookies(office, browser, account):
    """Those of somebody who signed in before, so that a hundred visits need not sign in a hundred times."""
    if account not in office.cookies:
        context = browser.new_context(base_url=office.url)
        sign_in(context.new_page(), account)
        office.cookies[account] = context.storage_state()
        context.close()
    return office.cookies[account]


class Visitor:
    """Somebody who visits the office, signed in or not, in one language, at one screen."""

    def __init__(self, browser, office, account=None, *, size="desktop", dark=False, chinese=False, scripts=True):
        width, height = SIZES.get(size, size)
        self.office, self.troubles = office, []
        self.context = browser.new_context(
            base_url=office.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="zh-CN" if chinese else "en-GB",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            storage_state=cookies(office, browser, account) if account else None,
            has_touch=size == "phone",
        )
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self._watch(self.page)

    def faults(self, where="", *, only=()):
        """What axe-core objects to: WCAG A and AA of all versions, and its best practices; or only these rules."""
        self.page.evaluate(
            "Promise.race([Promise.all(document.getAnimations().map((moving) => moving.finished)),"
            " new Promise((enough) => setTimeout(enough, 5000))])"
        )
        before = len(self.troubles)
        rules = {"runOnly": {"type": "rule", "values": list(only)}} if only else {}
        if self.page.evaluate("typeof axe") == "undefined":  # half a megabyte, and once for a page is enough
            self.page.evaluate(Axe().axe_script)
        options = {"resultTypes": ["violations"], **rules}
        found = self.page.evaluate("(options) => axe.run(options)", options)["violations"]
        del self.troubles[before:]  # it tries styles out, which our policy forbids
        return [
            f"{where}: {fault['id']} ({fault['help']}): {node['html'][:200]}"
            for fault in found
            for node in fault["nodes"]
        ]

    def close(self):
        self.context.close()

    def _watch(self, page):
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message):
        if not message.text.startswith(NO_TROUBLE):
            self.troubles.append(f"console, {message.type}: {message.text}")

    def _asked(self, request):
        if not request.url.startswith((self.office.url, "data:")):
            self.troubles.append(f"asked elsewhere: {request.url}")

    def _answered(self, response):
        is_page = response.request.resource_type == "document"
        if response.status >= (500 if is_page else 400):
            self.troubles.append(f"{response.status}: {response.url}")
