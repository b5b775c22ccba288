"""Takes a picture of every page: ``make pictures``, or ``python -m tests.browser.pictures NAME...`` for some.

They go to .local/pictures, which is not kept; with ``--readme`` the few that the README shows go
to docs/pictures.
"""

import sys

from tests.browser.office import PROJECT, opened
from tests.browser.pages import PAGES
from tests.browser.visits import Visitor, browsing, chromium

FOLDER = PROJECT / ".local" / "pictures"
LOOKS = {
    "desktop": {},
    "phone": {"size": "phone"},
    "desktop-dark": {"dark": True},
    "desktop-chinese": {"chinese": True},
    "phone-dark-chinese": {"size": "phone", "dark": True, "chinese": True},
}
README = {
    # the file's name: page, look, and how much of it in px
    "roster": ("roster", "desktop", 900),
    "review": ("review-conflict", "desktop", 1000),
    "my-placement": ("my", "phone", 1200),
    "timeline-chinese-dark": ("timeline", "desktop-dark-chinese", 900),
}


def take(office, browser, page, name, file, *, most=None):
    looks = LOOKS.get(name) or {"dark": "dark" in name, "chinese": "chinese" in name}
    visitor = Visitor(browser, office, page.account, **looks)
    visitor.page.goto(page.address_in(office))
    file.parent.mkdir(parents=True, exist_ok=True)
    if most:
        width = visitor.page.viewport_size["width"]
        visitor.page.set_viewport_size({"width": width, "height": most})
    visitor.page.screenshot(path=file, full_page=most is None)
    visitor.close()


def main():
    program = chromium()
    if program is None:
        sys.exit("Chromium is missing. On Debian: apt install chromium fonts-noto-cjk fonts-liberation")
    wanted = [word for word in sys.argv[1:] if not word.startswith("--")]
    pages = {page.name: page for page in PAGES}
    if unknown := set(wanted) - set(pages):
        sys.exit(f"No such page: {', '.join(sorted(unknown))}. There are: {', '.join(pages)}.")
    with opened() as office, browsing(program) as browser:
        if "--readme" in sys.argv:
            for file, (page, look, most) in README.items():
                take(office, browser, pages[page], look, PROJECT / "docs" / "pictures" / f"{file}.png", most=most)
            return
        for name in wanted or pages:
            for look in LOOKS:
                take(office, browser, pages[name], look, FOLDER / f"{name}-{look}.png")
    print(f"{len(wanted or pages)} pages, {len(LOOKS)} looks each: {FOLDER.relative_to(PROJECT)}")  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
