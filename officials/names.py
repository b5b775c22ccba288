"""Names of people: how pinyin is folded for search, split into syllables, and proposed from characters.

Pure functions. `fold` and its variants are used on both sides, when a name is stored and when
somebody searches, so that lü, lv, lyu and lu are one.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import PINYIN_DICT

SURNAME_READINGS = Path(__file__).parent / "reference" / "surname_readings.csv"

MOST_WORDS = 6
LONGEST_WORD = 40
LONGEST_KEY = 250
LONGEST_SEARCH_KEY = 600
MOST_INITIALS = 40
LONGEST_SYLLABLE = len("zhuang")

# Surnames of two characters, and the readings of those whose characters are not read as usual.
_DOUBLE = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 子车 颛孙
巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 令狐 轩辕 呼延 东郭 南门 羊舌 微生 公户
梁丘 左丘 西门 百里 完颜 纳兰 叶赫 第五
"""
DOUBLE_SURNAMES = frozenset(_DOUBLE.split())
DOUBLE_SURNAME_READINGS = {
    "万俟": "Moqi",
    "尉迟": "Yuchi",
    "澹台": "Tantai",
    "长孙": "Zhangsun",
    "亓官": "Qiguan",
    "子车": "Ziju",
    "乐正": "Yuezheng",
    "夹谷": "Jiagu",
    "宰父": "Zaifu",
    "令狐": "Linghu",
    "叶赫": "Yehe",
}

# The dot between the parts of a name (买买提·吐尔逊) is typed in several forms; one is stored.
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅●", "·"))
_HAN = re.compile(r"[〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
BETWEEN_WORDS = re.compile(r"[\s,;、。()]+")
_IN_NO_PINYIN = re.compile(r"[%_\\]")
_WITH_TONE_NUMBERS = re.compile(r"(?:[a-z]+[0-5])+[a-z]*")


# Folding -------------------------------------------------------------------------------------


def tidy(text):
    """The text as it is stored and compared: one form of full-width letters and dots, nothing unseen.

    What no database can hold (half of a surrogate pair) becomes U+FFFD, which is in no name.
    """
    text = unicodedata.normalize("NFKC", text.replace("\x00", " "))
    return "".join(
        "\ufffd" if kind == "Cs" else " " if kind == "Cc" else char
        for char in text.translate(_DOTS)
        if (kind := unicodedata.category(char)) != "Cf"
    )


def _letters(text):
    """Lower-case letters and digits alone: no tone marks, diaeresis, spaces, apostrophes or hyphens."""
    bare = unicodedata.normalize("NFD", tidy(text).lower())
    return "".join(char for char in bare if char.isalnum())


def fold(text):
    """Pinyin as it is compared: ü is u, however it is written; for `nyu` see `_variants`.

    No syllable ends in l, so l and yu always belong together: lyu is lu.
    """
    return re.sub(r"(?<=[jqxyln])v", "u", _letters(text)).replace("lyu", "lu")


def _variants(folded):
    """The folded text, and as it is when every `nyu` is the syllable nü.

    Only a reader knows whether Xinyu is Xin-yu or Xi-nü, so both are kept and both are looked for.
    """
    return tuple(dict.fromkeys([folded, folded.replace("nyu", "nu")]))


def pinyin_key(family, given):
    """What search reads of a name: the folded pinyin, in two spellings where `nyu` may be nü.

    Family and given name are folded apart: the yu of Chen Yu is no nü.
    """
    families, givens = _variants(fold(family)), _variants(fold(given))
    keys = dict.fromkeys([families[0] + givens[0], families[-1] + givens[-1]])
    return " ".join(keys)[:LONGEST_KEY]


def search_key(family, given, name_zh=""):
    """The name from each of its syllables on, and the family name: " luzhenqian zhenqian qian lu ".

    A word of this text begins wherever a syllable does, so that an index of trigrams finds even the
    two letters with which somebody begins the given name. The first word is the whole name. Every part
    of a name that can be meant by a slip is a word of it.
    """
    folded = [fold(syllable) for syllable in syllables(family, given, name_zh)]
    endings = ["".join(folded[at:]) for at in range(1, len(folded))]
    spelt = [ending for text in [fold(given), *endings, fold(family)] for ending in _variants(text)]
    key = " "
    for word in dict.fromkeys([*pinyin_key(family, given).split(), *spelt]):
        if word and len(key) + len(word) < LONGEST_SEARCH_KEY:
            key += f"{word} "
    return key


# Searching -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Word:
    """A word that somebody searches for."""

    text: str  # as it stands in Chinese names and personnel numbers
    keys: tuple[str, ...]  # as it may stand in stored pinyin; none for Chinese characters


def words(text):
    """The words of a search, whatever was typed: at most six, of at most forty characters each."""
    found = [word for word in BETWEEN_WORDS.split(tidy(text[:1000])) if word]
    return [_word(word[:LONGEST_WORD]) for word in found[:MOST_WORDS]]


def _word(text):
    if _HAN.search(text) or _IN_NO_PINYIN.search(text):
        return Word(text, ())
    key = fold(text)
    if _WITH_TONE_NUMBERS.fullmatch(key):  # lv3zhen4; a personnel number has more digits together
        key = fold(re.sub(r"[0-5]", "", text))
    key = key[:LONGEST_WORD]
    spellings = _variants(key) if key else ()
    if key.endswith("ly"):  # no syllable ends in l: somebody is typing lyu, or the initials of Lin Yu
        spellings += (key[:-1] + "u",)
    return Word(text, spellings)


# Syllables and initials ----------------------------------------------------------------------


def syllables(family, given, name_zh=""):
    """The syllables of both names. They follow the pinyin, which a person may have corrected.

    The characters, where they are known, say how many syllables there are and how each may be read.
    """
    characters = _HAN.findall(tidy(name_zh))
    return _split_as_read(family, given, characters) or [*split(family), *split(given)]


def initials(family, given, name_zh=""):
    """The first letters of the name's syllables: lzq."""
    return "".join(syllable[0] for syllable in syllables(family, given, name_zh))[:MOST_INITIALS]


@cache
def _legal():
    """Every syllable that pypinyin knows for some character, in all the spellings of ü."""
    read = {_plain(reading) for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    read = {syllable for syllable in read if re.search("[aeiou]", syllable)}  # without hm, ng
    return frozenset(read.union(*(_spellings(syllable) for syllable in read)))


def _plain(reading):
    """A reading without its tone, ü written v, as pypinyin has it."""
    marks = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    return "".join(char for char in marks if char.isalpha())


def _spellings(syllable):
    """The ways to type a syllable that has a ü after l or n: lv, lyu, lu."""
    if syllable[:2] not in ("lv", "nv"):
        return {syllable}
    return {syllable, syllable[0] + "yu" + syllable[2:], syllable[0] + "u" + syllable[2:]}


def _chunks(text):
    """The parts of pinyin that no syllable crosses: Yu'an is yu and an."""
    parts = re.split(r"[^\w]+|_", unicodedata.normalize("NFC", tidy(text)))
    return [letters for part in parts if (letters := _letters(part))]


def split(text):
    """The syllables of some pinyin, by spelling alone; what is no pinyin stays whole."""
    return [syllable for chunk in _chunks(text) for syllable in _split_chunk(chunk) or [chunk]]


def _split_chunk(chunk):
    """The syllables of one chunk, or None. The longest first, but none that would need an apostrophe.

    By the rules of spelling a syllable inside a word that begins with a, e or o has an apostrophe
    before it, so Dangan is dan-gan; as people forget it, such a split is taken where there is no other.
    """
    best = {len(chunk): (0, [])}  # for each place: how many apostrophes are missing after it, the syllables
    for start in range(len(chunk) - 1, -1, -1):
        for end in range(min(len(chunk), start + LONGEST_SYLLABLE), start, -1):
            if end not in best or chunk[start:end] not in _legal():
                continue
            missing, rest = best[end]
            missing += start > 0 and chunk[start] in "aeo"
            if start not in best or missing < best[start][0]:
                best[start] = missing, [chunk[start:end], *rest]
    return best.get(0, (0, None))[1]


def _split_as_read(family, given, characters):
    """The syllables of both names, one a character, such that most are readings of it; None where none fits."""
    chunks = [*_chunks(family), *_chunks(given)]
    if not characters or len(characters) > sum(map(len, chunks)):
        return None
    text = "".join(chunks)
    walls = {sum(map(len, chunks[: index + 1])) for index in range(len(chunks))}
    # For each place at which so many characters are left: how many of these are read as written.
    best = {len(text): (0, [])}
    for character in reversed(characters):
        readings = _readings(character)
        before = {}
        for end, (score, rest) in best.items():
            for start in range(end - 1, max(end - LONGEST_SYLLABLE, 0) - 1, -1):
                if walls & set(range(start + 1, end)):
                    break
                syllable = text[start:end]
                if syllable not in _legal() and syllable not in readings:
                    continue
                reached = score + (syllable in readings), [syllable, *rest]
                if start not in before or reached[0] > before[start][0]:
                    before[start] = reached
        best = before
    return best.get(0, (0, None))[1]


@cache
def _readings(character):
    """Every reading of a character in every spelling, that as a surname included."""
    known = {_plain(reading) for reading in pinyin(character, heteronym=True, style=Style.TONE)[0]}
    known.add(_surname_readings().get(character, "").lower())
    return frozenset(spelling for reading in known for spelling in _spellings(reading))


# Proposing pinyin ----------------------------------------------------------------------------


def propose(name_zh):
    """Family and given name in the house's pinyin, proposed from the characters for a person to correct.

    吕 is Lyu: a ü after l or n is written yu. Other peoples' names are divided at their dot.
    """
    first, _dot, rest = tidy(name_zh).partition("·")
    if rest:
        return _spell(first), _spell(rest)
    name = "".join(_HAN.findall(first))
    if len(name) > 2 and name[:2] in DOUBLE_SURNAMES:
        return DOUBLE_SURNAME_READINGS.get(name[:2]) or _spell(name[:2]), _spell(name[2:])
    return _surname_readings().get(name[:1]) or _spell(name[:1]), _spell(name[1:])


def _spell(characters):
    """Characters as one word of pinyin: Zhenqian, Yu'an."""
    read = lazy_pinyin("".join(_HAN.findall(characters)), style=Style.NORMAL, errors="ignore")
    spelt = [re.sub(r"^([ln])v", r"\1yu", syllable) for syllable in read]
    apart = (f"'{syllable}" if at and syllable[0] in "aeo" else syllable for at, syllable in enumerate(spelt))
    return "".join(apart).capitalize()


@cache
def _surname_readings():
    """How characters are read as a surname where that differs from the usual reading: 曾 Zeng, 单 Shan."""
    with SURNAME_READINGS.open(encoding="utf-8", newline="") as lines:
        return {row["surname_zh"]: row["surname_pinyin"] for row in csv.DictReader(lines)}
