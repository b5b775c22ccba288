"""The names test: everybody is found by characters, pinyin and initials, best first, and with a slip of the keys."""

import itertools
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from officials import migrations, names
from officials.finding import Wanted, is_slip, one_slip_from
from officials.models import FormerJurisdiction, Official, Organisation, Post
from officials.places import Places
from tests.factories import jurisdiction, make_official, make_organisation, make_post

# Chinese name, family and given name: special surnames and double ones, ü, apostrophes, short given names.
PEOPLE = """
吕震乾 Lyu Zhenqian | 吕绿 Lyu Lyu | 绿原 Lyu Yuan | 聂略 Nie Lyue | 郑新女 Zheng Xinnyu
闾丘露薇 Lyuqiu Luwei | 曾国强 Zeng Guoqiang | 单云 Shan Yun | 单于飞 Shan Yufei | 仇和 Qiu He
解晓东 Xie Xiaodong | 区大年 Ou Danian | 查良镛 Zha Liangyong | 翟志刚 Zhai Zhigang
朴正熙 Piao Zhengxi | 盖文启 Ge Wenqi | 任长霞 Ren Changxia | 华建敏 Hua Jianmin | 尉健行 Wei Jianxing
乐黛云 Yue Daiyun | 缪瑞林 Miao Ruilin | 宓瑞华 Mi Ruihua | 冼星海 Xian Xinghai | 员力 Yuan Li
欧阳修远 Ouyang Xiuyuan | 司马光明 Sima Guangming | 诸葛平 Zhuge Ping | 上官云珠 Shangguan Yunzhu
尉迟恭 Yuchi Gong | 万俟卨 Moqi Xie | 澹台明 Tantai Ming | 长孙无忌 Zhangsun Wuji | 令狐冲 Linghu Chong
慕容雪 Murong Xue | 夏侯兰 Xiahou Lan | 皇甫松 Huangfu Song | 公孙策 Gongsun Ce | 东方朔 Dongfang Shuo
端木赐 Duanmu Ci | 宇文成都 Yuwen Chengdu | 冯予安 Feng Yu'an | 邓安娥 Deng An'e | 贾平娥 Jia Ping'e
西安平 Xi Anping | 方安 Fang An | 王芳安 Wang Fang'an | 李恩 Li En | 陈宇 Chen Yu | 林钰 Lin Yu
高敖 Gao Ao | 欧娥 Ou E | 安安 An An | 王一 Wang Yi | 李四 Li Si | 张三 Zhang San | 何欧 He Ou
赵西女 Zhao Xinyu | 沈若川 Shen Ruochuan | 韩雪筠 Han Xueyun | 陆闻笛 Lu Wendi | 罗景行 Luo Jingxing
邵一诺 Shao Yinuo | 魏时雨 Wei Shiyu | 贺兰舟 He Lanzhou | 纪云帆 Ji Yunfan | 叶澄 Ye Cheng
买买提·吐尔逊 Maimaiti Tu'erxun | 热依汗·阿布都 Reyihan Abudu
"""
TABLE = [line.strip().split(" ", 2) for line in PEOPLE.replace("\n", " | ").split(" | ") if line.strip()]


@pytest.fixture
def people(db):
    return {name: make_official(name_zh=name, family_name=f, given_name=g) for name, f, g in TABLE}


def first(typed):
    """Those who fit best: all with the match of the first."""
    found = list(Official.objects.named(typed).best_first(typed))
    return {official.name_zh for official in found if official.match == found[0].match}


def test_the_names_test(people):
    """Each of them by characters, parts of these, pinyin in five ways of writing it, and initials; and first."""
    assert len(TABLE) >= 60
    missed, behind = [], []
    for name, official in people.items():
        family, given = official.family_name, official.given_name
        bare = [part.replace("'", "") for part in (family, given)]
        whole = [
            *(name, f"{family} {given}", f"{family}{given}".lower(), " ".join(bare).upper(), "".join(bare)),
            *(f"{given} {family}", " ".join(names.syllables(family, given, name)), official.initials),
            *(f"{name} {family} {given}", official.personnel_number),
            *("".join(bare).lower().replace("lyu", spelt) for spelt in ("lü", "lv", "lu")),
        ]
        parts = [name[:1], name[-1:], name[1:], family, given, bare[0][:2], bare[1], official.initials[:2]]
        for typed in [*whole, *parts]:
            if official not in Official.objects.named(typed):
                missed.append((name, typed))
            elif typed in whole and name not in first(typed):
                behind.append((name, typed, first(typed)))
    assert missed == []
    assert behind == []


def test_the_best_comes_first(db):
    def official(family, given, name_zh, **facts):
        return make_official(family_name=family, given_name=given, name_zh=name_zh, **facts)

    part = official("Zhang", "Lulu", "张璐璐")
    other = official("Luo", "Bo", "罗波")
    family = official("Lyu", "Wei", "吕伟")
    initials = official("Liang", "Ummet", "梁乌")  # lu
    whole = official("Lu", "", "鲁")
    number = official("Wang", "Lan", "王兰", personnel_number="LU")
    typed = "lu"
    assert list(Official.objects.named(typed).best_first(typed)) == [number, whole, initials, family, other, part]


def slips(name):
    """The name with two letters swapped, one missing, one doubled, one mistaken: everywhere."""
    for at in range(len(name)):
        yield name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
        yield name[:at] + name[at + 1 :]
        yield name[:at] + name[at] + name[at:]
        yield name[:at] + "k" + name[at + 1 :]


def test_every_slip_in_a_name_of_six_letters_is_forgiven(people):
    missed = []
    for name in ["吕震乾", "沈若川", "欧阳修远", "曾国强", "冯予安", "郑新女", "单于飞", "贾平娥"]:
        official = people[name]
        for typed in slips(
            f"{official.family_name}{official.given_name}".lower().replace("'", "").replace("lyu", "lu")
        ):
            found = set(Official.objects.similar_to(typed)) | {one.pk for one in Official.objects.named(typed)}
            if official.pk not in found:
                missed.append(typed)
    assert missed == []


@pytest.mark.parametrize("typed", ["zhengqian", "zhenqain", "lv zhengqian", "lyu zehnqian", "zhenqan", "zhenqiian lu"])
def test_a_slip_is_offered_and_is_no_match(people, typed):
    assert list(Official.objects.named(typed)) == []
    assert Official.objects.similar_to(typed) == [people["吕震乾"].pk]


def test_who_is_named_is_not_also_similar(people):
    assert people["吕震乾"].pk not in Official.objects.similar_to("zhenqian")
    assert Official.objects.similar_to("吕") == []
    assert Official.objects.similar_to("lzq") == []
    assert Official.objects.similar_to("") == []


def test_a_slip_in_the_family_name_alone_is_forgiven(people):
    assert Official.objects.similar_to("ouyagn") == [people["欧阳修远"].pk]


def test_the_names_that_are_there_are_folded_anew(people):
    Official.objects.update(search_key="")
    (name,) = (file.stem for file in Path(migrations.__path__[0]).glob("*_family_names_in_search.py"))
    import_module(f"officials.migrations.{name}").fill(apps, connection.schema_editor())
    assert Official.objects.similar_to("ouyagn") == [people["欧阳修远"].pk]


def test_two_slips_are_believed_where_nobody_is_nearer(people):
    meant = people["欧阳修远"]
    assert Official.objects.similar_to("ouyagnxiyuna") == []  # three
    assert Official.objects.similar_to("ouyagnxiuyaun") == [meant.pk]
    nearer = make_official(family_name="Ouyagn", given_name="Xiuyuan", name_zh="欧阳修源")
    assert Official.objects.similar_to("ouyagnxiuyaun") == [nearer.pk]
    assert Official.objects.similar_to("ouyagnxiuyuan") == [meant.pk]


@pytest.mark.parametrize("typed", ["abcab", "aabca", "cbabc"])
def test_what_is_spelt_out_is_what_counts_as_one_slip(typed):
    spelt = one_slip_from(typed)
    letters = set("abc")
    for length in range(3, 8):
        for name in map("".join, itertools.product("abc", repeat=length)):
            assert (name in spelt) == (name != typed and is_slip(typed, name, 1)), name
    assert all(is_slip(typed, name, 1) for name in spelt)
    assert any(set(name) - letters for name in spelt)


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("rouchuan", "ruochuan", True),
        ("ruochuan", "ruochuan", True),
        ("ruocuan", "ruochuan", True),
        ("roucuan", "ruochuan", False),  # two slips in eight letters
        ("shenroucuan", "shenruochuan", False),
        ("shnerouchuan", "shenruochuan", True),  # two in twelve
        ("li", "la", False),
        ("abc", "", False),
    ],
)
def test_slips_are_few(typed, name, meant):
    assert is_slip(typed, name) is meant


def test_no_letter_is_a_wildcard(people):
    for typed in ["%", "_", "\\", "l%q", "l_q", "吕%", "_震", "T-%", "T_00001", ".*", "[a-z]+", "'; drop table x --"]:
        assert not Official.objects.named(typed).exists(), typed
    odd = make_organisation(name_zh="一%二_三\\四局", name_en="A 100%_\\ bureau")
    make_organisation(name_zh="一二三四局", name_en="A 100 bureau")
    for typed in ["%", "_", "\\", "一%", "100%", "%_\\"]:
        assert list(Organisation.objects.matching(typed)) == [odd], typed


def test_what_was_typed_is_understood():
    assert not Wanted("!!! % _").is_readable
    assert not Wanted("🙂").is_readable
    assert Wanted("沈").is_readable
    assert not Wanted("沈").is_too_short
    assert Wanted("s").is_too_short
    assert Wanted("7").is_too_short
    assert not Wanted("s q").is_too_short
    assert Wanted("a b c d e f g").left_out
    assert Wanted("x" * 41).left_out
    assert not Wanted(" lu, zhenqian ").left_out


# Organisations and posts ----------------------------------------------------------------------


def organisation(code, place="130800", **facts):
    made = make_organisation(place, **facts)
    made.code = code
    made.save()
    return made


def test_organisations_are_found_by_code_either_name_and_place(db):
    water = organisation("PREF-WATER-1", name_en="Water Affairs Bureau", name_zh="承德市水务局")
    other = organisation("PREF-WATER-2", "130600", name_en="Water Affairs Bureau", name_zh="保定市水务局")
    people = organisation("PREF-GOV-1", name_en="People's Government", name_zh="承德市人民政府")

    def found(typed):
        return list(Organisation.objects.matching(typed).best_first(typed))

    assert found("pref-water-1") == [water]
    assert found("水") == found("water affairs") == [other, water]
    assert found("chengde water") == found("承德 水务局") == [water]
    assert found("people’s") == [people]
    assert found("chengde") == []  # the place alone asks for no organisation
    assert found("承德市水务局")[0] == water


def test_posts_are_found_by_code_title_organisation_and_place(db):
    bureau = organisation("WATER", name_en="Water Affairs Bureau", name_zh="水务局")
    director = make_post(organisation=bureau, title_en="Deputy director", title_zh="副局长")
    engineer = make_post(organisation=bureau, title_en="Chief engineer", title_zh="总工程师")
    elsewhere = make_post("130600", title_en="Chief engineer", title_zh="总工程师")

    def found(typed):
        return list(Post.objects.matching(typed).best_first(typed))

    assert found(director.code) == [director]
    assert found("水务局") == [director, engineer]
    assert found("engineer") == [elsewhere, engineer] or found("engineer") == [engineer, elsewhere]
    assert found("chengde engineer") == found("水务局 总") == [engineer]
    assert found("chengde") == []


# Divisions ------------------------------------------------------------------------------------


@pytest.fixture
def places(db):
    for code in ["110106", "130100", "130681", "130826"]:
        jurisdiction(code)
    former = FormerJurisdiction.objects.create(
        code="130199",
        name_en="Luancheng County",
        name_zh="栾城县",
        changed_in=2014,
        level="county",
        kind="county",
        parent=jurisdiction("130100"),
    )
    former.successors.set([jurisdiction("130100"), jurisdiction("130800")])
    return Places()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *[
            (typed, "130100")
            for typed in ["130100", "石家庄", "石家庄市", "Shijiazhuang", "shi jia zhuang", "SJZ", "shijia"]
        ],
        *[(typed, "130826") for typed in ["fengning", "丰宁", "fn", "Fengning Manchu Autonomous County", "满族"]],
        *[(typed, "110106") for typed in ["fengtai", "丰台", "ft", "Fengtai District"]],
        *[(typed, "130800") for typed in ["chengde", "承德", "cd", "chengde 承德"]],
        *[(typed, "130199") for typed in ["130199", "luancheng", "栾城县", "栾城"]],
        *[(typed, "130100") for typed in ["shijiazhaung", "shijiazuang"]],
    ],
)
def test_divisions_are_found_by_code_name_pinyin_and_initials(places, typed, code):
    assert places.find(typed)[0].division.code == code


def test_former_divisions_lead_on(places):
    (place,) = places.find("luancheng")
    assert place.is_former
    assert [after.code for after in place.division.successors.all()] == ["130100", "130800"]


def test_divisions_that_are_not_there_are_not_found(places):
    assert places.find("atlantis") == []
    assert places.find("%") == []
    assert places.find("") == []
