"""Names of people: folding, syllables and proposals, and that search finds everybody however they are written."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from officials import names
from officials.models import Official
from tests.factories import make_official

# Chinese characters, family, given, initials; as proposed, or as a person corrected it.
PEOPLE = [
    ("吕震乾", "Lyu", "Zhenqian", "lzq"),
    ("欧阳修远", "Ouyang", "Xiuyuan", "oyxy"),
    ("曾国强", "Zeng", "Guoqiang", "zgq"),
    ("单云", "Shan", "Yun", "sy"),
    ("冯予安", "Feng", "Yu'an", "fya"),
    ("陈宇", "Chen", "Yu", "cy"),
    ("郑新女", "Zheng", "Xinnyu", "zxn"),
    ("赵西女", "Zhao", "Xinyu", "zxn"),
    ("林钰", "Lin", "Yu", "ly"),
    ("聂略", "Nie", "Lyue", "nl"),
    ("", "Liang", "Zhonglin", "lzl"),
    ("买买提·吐尔逊", "Maimaiti", "Tu'erxun", "mmttex"),
    ("邓安娥", "Deng", "An'e", "dae"),
    ("仇和", "Qiu", "He", "qh"),
]

# Whose Chinese characters or family name, and the ways somebody may look for them.
SPELLINGS = {
    "吕震乾": "吕震乾 | 吕 | 震乾 | 吕　震乾 | 吕 震乾 | 震"
    " | Lyu Zhenqian | lyuzhenqian | LYU ZHENQIAN | lu zhenqian | lv zhenqian | lü zhenqian | lu\u0308 zhenqian | lǚ"
    " | LÜ | Lǚ Zhènqián | lv3 zhen4qian2 | lv3zhen4 | lu: zhenqian | ly | lyu | lu | lv | zhenqian | zhen qian"
    " | Zhenqian Lyu | lzq | LZQ | lz | l z q | lyu-zhenqian | lyu zhen'qian | ｌｙｕ | 吕震乾 Lyu Zhenqian"
    " | Lyu Zhenqian, 吕震乾 | 吕震乾（Lyu Zhenqian） | 吕\u200b震乾 | lyuzhen",
    "欧阳修远": "欧阳 | 欧阳修远 | ouyang | ou yang xiu yuan | ouyangxiuyuan | Ōuyáng | oyxy | oy | xiuyuan",
    "曾国强": "zeng | zgq | 曾 | zeng guo qiang | zengguoqiang",
    "单云": "shan yun | shanyun | sy | shān yún",
    "冯予安": "feng yu'an | feng yuan | fengyuan | yu’an | fya | Féng Yǔ'ān",
    "陈宇": "chen yu | chenyu | yu | Yu Chen | cy | chén yǔ | enyu",
    "郑新女": "zheng xinnyu | xinnü | xinnv | zhengxinnu | nyu | nü | zxn",
    "赵西女": "zhao xinyu | xinü | xinv | xinu | zhaoxinu | zhaoxinyu | zxn",
    "林钰": "lin yu | linyu | ly",
    "聂略": "nie lyue | lüe | lve | lue | nielue | nl",
    "": "liang zhonglin | liangzhonglin | zhong lin | lzl | Liáng",
    "买买提·吐尔逊": "买买提·吐尔逊 | 买买提•吐尔逊 | 买买提・吐尔逊 | 吐尔逊"
    " | maimaiti tuerxun | tu'erxun | maimaiti | mmttex",
    "邓安娥": "deng an'e | dengane | dae",
    "仇和": "qiu he | qh | qiuhe",
}

anything = st.text(max_size=80)
scripts = st.text(alphabet="lnyuüvǚ aeox'’-吕女·•・　𠮷1\ud800\u200b\x00", max_size=400)


@pytest.mark.django_db
def test_everybody_is_found_however_they_are_written():
    for name_zh, family, given_name, initials in PEOPLE:
        official = make_official(name_zh=name_zh, family_name=family, given_name=given_name)
        assert official.initials == initials
    spellings = [(name, spelling) for name, text in SPELLINGS.items() for spelling in text.split(" | ")]
    assert len(spellings) >= 60
    missed = [
        (name, spelling)
        for name, spelling in spellings
        if not Official.objects.named(spelling).filter(name_zh=name).exists()
    ]
    assert missed == []


@pytest.mark.django_db
def test_search_tells_people_apart():
    for name_zh, family, given_name, _initials in PEOPLE:
        make_official(name_zh=name_zh, family_name=family, given_name=given_name)

    def found(text):
        return {official.name_zh for official in Official.objects.named(text)}

    assert found("zeng") == {"曾国强"}
    assert found("ceng") == set()  # 曾 as a surname is Zeng
    assert found("dan") == set()  # 单 as a surname is Shan
    assert found("lu zhenqian") == {"吕震乾"}
    assert found("chenü") == set()  # the yu of Chen Yu is no nü
    assert found("zhen qian") == {"吕震乾"}
    assert found("lzq") == {"吕震乾"}
    assert found("\ud800") == set()
    assert found("'") == set()
    assert len(found(" 　 ")) == len(PEOPLE)  # nothing asked, nothing left out


@pytest.mark.django_db
def test_the_personnel_number_is_found_and_no_tone_is_read_into_it():
    wanted = make_official(personnel_number="DEMO-0012", family_name="Wang", given_name="Lan", name_zh="王兰")
    make_official(personnel_number="DEMO-0013", family_name="De", given_name="Mo", name_zh="德默")
    assert list(Official.objects.named("demo-0012")) == [wanted]


@pytest.mark.django_db
@pytest.mark.parametrize("dot", "·•・")
def test_a_name_is_found_whichever_dot_was_typed(dot):
    official = make_official(name_zh=f"买买提{dot}吐尔逊", family_name="Maimaiti", given_name="Tu'erxun")
    assert official.name_zh == "买买提·吐尔逊"
    for typed in "·•・":
        assert list(Official.objects.named(f"买买提{typed}吐尔逊")) == [official]


@pytest.mark.parametrize(
    ("name_zh", "family", "given_name"),
    [
        ("吕震乾", "Lyu", "Zhenqian"),
        ("曾国强", "Zeng", "Guoqiang"),
        ("解晓东", "Xie", "Xiaodong"),
        ("单云", "Shan", "Yun"),
        ("仇和", "Qiu", "He"),
        ("区大年", "Ou", "Danian"),
        ("冯予安", "Feng", "Yu'an"),
        ("贾平娥", "Jia", "Ping'e"),
        ("杨绿", "Yang", "Lyu"),
        ("郑西女", "Zheng", "Xinyu"),
        ("聂略", "Nie", "Lyue"),
        ("欧阳修远", "Ouyang", "Xiuyuan"),
        ("上官婉儿", "Shangguan", "Wan'er"),
        ("尉迟恭", "Yuchi", "Gong"),
        ("单于", "Shan", "Yu"),  # two characters: a surname of one
        ("买买提·吐尔逊", "Maimaiti", "Tu'erxun"),
        ("买买提・吐尔逊", "Maimaiti", "Tu'erxun"),
        ("张　三", "Zhang", "San"),
        ("张", "Zhang", ""),
        ("Smith", "", ""),
        ("", "", ""),
    ],
)
def test_pinyin_is_proposed_in_the_spelling_of_the_house(name_zh, family, given_name):
    assert names.propose(name_zh) == (family, given_name)


@pytest.mark.parametrize(
    ("family", "given_name", "name_zh", "initials"),
    [
        ("Liang", "Zhonglin", "", "lzl"),
        ("Feng", "Yu'an", "", "fya"),
        ("Feng", "Yuan", "冯予安", "fya"),  # the apostrophe is forgotten; the characters know
        ("Feng", "Yuan", "冯远", "fy"),
        ("Feng", "Yuan", "", "fy"),
        ("Wang", "Fangan", "", "wfg"),  # fang-an would have an apostrophe
        ("Wang", "Fangan", "王芳安", "wfa"),
        ("Ouyang", "Xiu", "欧阳修", "oyx"),
        ("Xian", "", "西安", "xa"),
        ("Zeng", "Guoqiang", "曾国强", "zgq"),
        ("Ceng", "Guoqiang", "曾国强", "cgq"),  # initials follow the pinyin as it was corrected
        ("Lü", "Lüe", "吕略", "ll"),
        ("Lv", "Nyu", "吕女", "ln"),
        ("Maimaiti", "Tu'erxun", "买买提·吐尔逊", "mmttex"),
        ("Memet", "Tursun", "买买提·吐尔逊", "mt"),  # no pinyin: one letter for each part
        ("Liu", "Xiang", "刘", "lx"),  # fewer characters than syllables
        ("", "", "", ""),
    ],
)
def test_initials_follow_the_pinyin_and_the_characters(family, given_name, name_zh, initials):
    assert names.initials(family, given_name, name_zh) == initials


def test_words_are_few_and_short():
    assert [word.text for word in names.words("a b c d e f g h")] == ["a", "b", "c", "d", "e", "f"]
    (word,) = names.words("9" * 400)
    assert word.text == "9" * 40
    assert all(len(key) <= 40 for key in word.keys)


def test_chinese_words_have_no_pinyin_and_one_form_of_dot():
    (word,) = names.words("买买提・吐尔逊")
    assert word == names.Word("买买提·吐尔逊", ())
    assert names.words("张　三") == [names.Word("张", ()), names.Word("三", ())]


@given(anything | scripts, anything | scripts, anything | scripts)
@example("\ud800", "ﷺ" * 60, "\udfff")
@example("nyu" * 13, "nyu" * 20, "女" * 30)
@example("l" * 40, "a" * 60, "·" * 30)
def test_no_name_is_too_strange(family, given_name, name_zh):
    key = names.pinyin_key(family, given_name)
    assert len(key) <= 250
    assert not re.search(r"['’\-]|  ", key)
    initials = names.initials(family, given_name, name_zh)
    assert len(initials) <= 40
    for text in [key, initials, *names.propose(name_zh)]:
        text.encode()


@given(anything | scripts)
@example("\ud800\udfff")
@example("١" * 400)
@example("İ" * 400)
def test_no_search_is_too_strange(text):
    found = names.words(text)
    assert len(found) <= 6
    for word in found:
        assert 0 < len(word.text) <= 40
        word.text.encode()
        assert "\x00" not in word.text
        for key in word.keys:
            assert 0 < len(key) <= 40
            key.encode()


# A syllable, and the ways to write it.
SYLLABLES = {"lyu": "lyu lv lü lu", "nyu": "nyu nv nü nu", "lyue": "lyue lüe lve", "yu": "yu yú"} | {
    syllable: syllable for syllable in ["zhang", "xin", "an", "e", "yue", "ping", "hai", "lin"]
}


@given(st.data())
def test_a_name_is_found_by_itself_in_every_spelling(data):
    family, *given_name = data.draw(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=2, max_size=3))
    spelt = "".join(f"'{s}" if at and s[0] in "aeo" else s for at, s in enumerate(given_name))
    stored = names.pinyin_key(family.capitalize(), spelt.capitalize())
    ways = [data.draw(st.sampled_from(SYLLABLES[syllable].split())) for syllable in (family, *given_name)]
    for typed in ["".join(ways), " ".join(ways), f"{ways[0]} {''.join(ways[1:])}".upper()]:
        for word in names.words(typed):
            assert any(key in stored for key in word.keys), (stored, word)
