"""The order of names on lists for people to sign: by strokes of the surname, and by pinyin."""

import csv
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from officials import migrations, name_order, names
from officials.models import Official
from tests.factories import make_official


def by_strokes(*people):
    return [
        zh for zh, _family, _given in sorted(people, key=lambda who: name_order.stroke_order(who[1], who[2], who[0]))
    ]


def by_pinyin(*people):
    return [
        zh for zh, _family, _given in sorted(people, key=lambda who: name_order.pinyin_order(who[1], who[2], who[0]))
    ]


def test_surnames_stand_by_their_strokes_then_by_the_first_stroke():
    people = [("沈若川", "Shen", "Ruochuan"), ("李宁", "Li", "Ning"), ("吴岩", "Wu", "Yan"), ("何川", "He", "Chuan")]
    people += [("张楠", "Zhang", "Nan"), ("丁一", "Ding", "Yi"), ("魏时雨", "Wei", "Shiyu")]
    assert by_strokes(*people) == ["丁一", "李宁", "吴岩", "何川", "沈若川", "张楠", "魏时雨"]


def test_those_of_one_surname_stand_together():
    people = [("王安", "Wang", "An"), ("韦博", "Wei", "Bo"), ("王志远", "Wang", "Zhiyuan"), ("毛一", "Mao", "Yi")]
    assert by_strokes(*people) == ["王安", "王志远", "韦博", "毛一"]


def test_a_double_surname_follows_the_single_one():
    people = [("欧阳岚", "Ouyang", "Lan"), ("欧志", "Ou", "Zhi"), ("欧阳", "Ou", "Yang")]
    assert by_strokes(*people) == ["欧阳", "欧志", "欧阳岚"]
    assert name_order.surname("欧阳") == "欧"  # two characters: a surname and a given name
    assert name_order.surname("欧阳岚") == "欧阳"


def test_an_unknown_surname_stands_last_by_pinyin():
    people = [("鬱甲", "Yu", "Jia"), ("", "Shui", "Yong"), ("魏时雨", "Wei", "Shiyu"), ("", "An", "Bo")]
    assert by_strokes(*people) == ["魏时雨", "", "", "鬱甲"]


def test_the_whole_surname_is_compared_before_the_given_name():
    people = [("栾博", "Luan", "Bo"), ("卢安欣", "Lu", "Anxin"), ("卢志", "Lu", "Zhi")]
    assert by_pinyin(*people) == ["卢安欣", "卢志", "栾博"]


def test_the_corrected_reading_decides():
    zeng, ceng = (name_order.pinyin_order(family, "Yan", "曾岩") for family in ("Zeng", "Ceng"))
    assert ceng < name_order.pinyin_order("Meng", "Yan", "孟岩") < zeng


@pytest.mark.parametrize("update_fields", [None, ["family_name"]])
def test_the_keys_are_made_anew_when_a_name_is_saved(db, update_fields):
    official = make_official(family_name="Dan", name_zh="单岩")
    official.family_name = "Shan"
    official.save(update_fields=update_fields)
    official.refresh_from_db()
    assert official.pinyin_order.startswith("shan 单 ")
    assert official.stroke_order.startswith("084 shan 单 ")


def test_the_keys_of_officials_there_are_are_filled_in(db):
    official = make_official()
    Official.objects.update(pinyin_order="", stroke_order="")
    (name,) = (file.stem for file in Path(migrations.__path__[0]).glob("*_name_order.py"))
    import_module(f"officials.migrations.{name}").fill_in(apps, None)
    assert Official.objects.get(stroke_order=official.stroke_order, pinyin_order=official.pinyin_order) == official


def test_the_file_of_strokes_has_each_surname_once_and_every_double_one():
    with name_order.SURNAME_STROKES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    surnames = [row["surname_zh"] for row in rows]
    assert len(surnames) == len(set(surnames)) > 500
    assert set(surnames) >= names.DOUBLE_SURNAMES
    assert all(1 <= int(row["strokes"]) <= 30 and row["first_stroke"] in "12345" for row in rows)
