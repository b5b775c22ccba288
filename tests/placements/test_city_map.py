"""The map of host cities: where a bubble lies and how large it is, what it says, and what has none."""

import datetime as dt
import html as markup
import re

import pytest

from officials.models import Jurisdiction
from placements.views.city_map import CityMap, place
from placements.views.host_cities import HostCities
from tests import factories
from tests.factories import DAY, make_official, make_placement, make_post

pytestmark = pytest.mark.usefixtures("on_the_day")

WHERE = {
    "110000": ("39.9028", "116.4012"),
    "120000": ("39.0831", "117.1947"),
    "130600": ("38.8735", "115.4582"),
    "130800": ("40.9514", "117.9564"),
}


@pytest.fixture
def cities(db):
    """Divisions with their places on the ground."""
    for code, (latitude, longitude) in WHERE.items():
        factories.jurisdiction(code)
        Jurisdiction.objects.filter(code=code).update(latitude=latitude, longitude=longitude)
    factories.jurisdiction("130100")  # without a place


def drawn(*, on=DAY):
    return CityMap(HostCities(on=on))


def serving(code, n, *, home="110000"):
    cycle = factories.make_cycle()
    for _i in range(n):
        make_placement(cycle=cycle, official=make_official(home), host_post=make_post(code))


def test_a_place_on_the_paper_follows_longitude_and_latitude():
    assert place(113.25, 41.75) == (0, 0)
    assert place(114.25, 40.75) == (84, 100)
    x, y = place("117.9564", "40.9514")
    assert (round(x, 2), round(y, 2)) == (395.34, 79.86)


def test_the_radius_grows_with_the_root_of_those_serving(cities):
    serving("130800", 4)
    serving("130600", 1)
    bubbles = {bubble.city.code: bubble for bubble in drawn().bubbles}
    assert bubbles["130800"].circle == {"cx": "395.3", "cy": "79.9", "r": "8.0"}  # 2.75 · 2 + 2.5
    assert bubbles["130600"].circle == {"cx": "185.5", "cy": "287.6", "r": "5.2"}  # 2.75 · 1 + 2.5
    assert [bubble.city.code for bubble in drawn().bubbles] == ["130800", "130600"]


def test_no_bubble_grows_over_its_neighbours(cities, monkeypatch):
    counted = HostCities(on=DAY)
    counted.lines["130800"].by_home["110000"] = 900
    counted.lines["130600"].by_home["110000"] = 9
    largest, other = CityMap(counted).bubbles
    assert (largest.circle["r"], other.circle["r"]) == ("40.0", "6.2")  # 37.5 · 3 / 30 + 2.5
    assert largest.is_number_inside
    assert not other.is_number_inside


def test_names_stand_on_the_side_where_there_is_room(cities):
    serving("130800", 1)
    serving("130600", 1)
    labels = {bubble.city.code: bubble.label for bubble in drawn().bubbles}
    assert labels["130800"] == {"x": "405.6", "y": "84.9", "anchor": "start"}
    assert labels["130600"] == {"x": "175.2", "y": "292.6", "anchor": "end"}


def test_what_has_no_place_of_its_own_is_named_under_the_map(cities):
    serving("130000", 1)
    serving("130100", 1)
    assert drawn().bubbles == []
    assert drawn().only_in_table == "In the table only: provincial bodies of Hebei, Shijiazhuang."
    serving("130800", 1)
    assert [bubble.city.code for bubble in drawn().bubbles] == ["130800"]


def test_a_place_off_the_paper_is_named_and_not_drawn(cities):
    Jurisdiction.objects.filter(code="130800").update(longitude="112.5")
    serving("130800", 1)
    assert drawn().bubbles == []
    assert drawn().only_in_table == "In the table only: Chengde."


def test_threads_lead_from_beijing_to_where_its_officials_serve(cities):
    serving("110000", 1, home="130800")
    serving("130800", 2)
    serving("130600", 1, home="120000")
    ((path, width),) = drawn().threads
    assert path.startswith("M264.7 184.7Q")
    assert path.endswith(" 395.3 79.9")
    assert width == "0.9"


def test_the_bubbles_are_links_that_say_their_numbers_and_keep_the_day(cities, staff, signed_in):
    serving("130800", 2)
    serving("110000", 1, home="130800")
    make_placement(host_post=make_post("130800"), starts_on=dt.date(2016, 7, 24), original_ends_on=dt.date(2017, 7, 23))
    html = signed_in(staff).get("/rosters/", {"on": "2016-05-10"}).content.decode()
    links = dict(re.findall(r'<a href="(/rosters/\d+/\?on=[\d-]+)" aria-label="([^"]*)">', html))
    assert links == {
        "/rosters/130800/?on=2016-05-10": "Chengde, Hebei: 2 serving, 1 to arrive, 2 ending soon, vacant posts: 1",
        "/rosters/110000/?on=2016-05-10": "Beijing: 1 serving, 0 to arrive, 1 ending soon, vacant posts: 0",
    }
    assert html.index("<table") < html.index('class="chart map"')
    assert "<path" in html
    assert "style=" not in html


def test_the_sentence_says_who_serves_who_comes_next_and_what_is_vacant(cities, staff, signed_in):
    person = signed_in(staff)
    serving("130800", 2)
    make_post("130800", is_created_for_programme=True)

    def lede(on="2016-05-09"):
        html = person.get("/rosters/", {"on": on}).content.decode()
        return markup.unescape(re.search(r'class="page-lede">([^<]*)<', html)[1])

    assert lede() == "2 officials serving, 1 post vacant."
    for starts_on in (dt.date(2016, 7, 24), dt.date(2016, 7, 25), dt.date(2016, 9, 1)):
        ends_on = starts_on.replace(year=2017) - dt.timedelta(days=1)
        make_placement(starts_on=starts_on, original_ends_on=ends_on)
    assert lede() == "2 officials serving, 2 to arrive in July, 4 posts vacant."
    assert lede("2015-12-31") == "2 officials serving, 2 to arrive in July 2016, 4 posts vacant."


def test_the_numbers_are_the_same_for_staff_and_coordinators(cities, staff, coordinator, signed_in):
    created = make_post("130800", is_created_for_programme=True)
    make_placement(host_post=created, confirmed=False)
    make_placement(host_post=make_post("130600"), confirmed=False)
    pages = [signed_in(person).get("/rosters/").content.decode() for person in (staff, coordinator)]
    ledes = [re.search(r'class="page-lede">([^<]*)<', html)[1] for html in pages]
    assert ledes == ["0 officials serving, 1 post vacant."] * 2
    cells = [re.findall(r'<td class="num[^"]*">(.*?)</td>', html) for html in pages]
    assert cells[0] == cells[1]
