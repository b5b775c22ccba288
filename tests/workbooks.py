"""Spreadsheets for tests: as an office would send them, and as nobody should."""

import csv
import datetime as dt
import io
import random
import zipfile

from openpyxl import Workbook

from placements.imports.headings import in_both_languages


def workbook(headings, *rows, title=None, merged=(), sheets=()):
    """A workbook with the headings in its first row (or its second, under a title) and the rows under them."""
    book = Workbook()
    sheet = book.active
    if title:
        sheet.append([title])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    for ref in merged:
        sheet.merge_cells(ref)
    for name in sheets:
        book.create_sheet(name)
    return as_bytes(book)


def as_bytes(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_file(headings, *rows, encoding="utf-8-sig", separator=","):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows([headings, *rows])
    return file.getvalue().encode(encoding)


def repacked(content, changes, *, compression=zipfile.ZIP_DEFLATED):
    """The workbook with some of its parts changed, added, or (None) left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", compression) as new:
        parts = {name: old.read(name) for name in old.namelist()} | changes
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def headings(resource, *names, language="en"):
    """The headings of these columns in one language."""
    said = {cell.column_name: in_both_languages(cell.heading) for cell in resource.cells()}
    return [said[name][0 if language == "en" else 1] for name in names]


# A season's files ------------------------------------------------------------------------------

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN = "文明建国志强晓东海燕立新春华卫民永红玉兰振宇思源若川清岩知行景行怀瑾望舒云帆长风远航"
RANKS = ["正处级", "副处", "正县级", "县处级副职", "正科级", "乡科级正职"]


def season(homes, hosts, year, *, rows=200, expertise=("WATER",)):
    """The five files of a cycle as an office would send them: by kind, headings and rows.

    `homes` and `hosts` are codes of organisations of two regions. Names, days and levels are written
    in all the ways in which people write them; two officials have one name.
    """
    chance = random.Random(year)
    home_posts = [(f"IMP-{year}-H-{n:03d}", homes[n % len(homes)]) for n in range(1, 21)]
    host_posts = [(f"IMP-{year}-V-{n:03d}", hosts[n % len(hosts)]) for n in range(1, rows + 1)]
    people = [(f"IMP-{year}-{n:04d}", _name(chance, n)) for n in range(1, rows + 1)]
    fields = [chance.choice(expertise) for _one in people]
    levels = [chance.choice(RANKS) for _one in people]
    return {
        "posts": [
            ["岗位代码", "英文职务名称", "中文职务名称", "单位代码", "层级", "所需专业领域"],
            *([code, "Division director", "处长", organisation, "正处级", None] for code, organisation in home_posts),
            *(
                [code, f"Deputy director {n}", f"副局长（第{n}位）", organisation, level, field]
                for n, ((code, organisation), level, field) in enumerate(
                    zip(host_posts, levels, fields, strict=True), 1
                )
            ),
        ],
        "officials": [
            ["序号", "干部编号", "姓　名", "出生年月", "职务层次", "派出单位职务", "专业领域", "办公电话"],
            *(
                [n, number, name, _month(chance, n), level, home_posts[n % 20][0], field, f"010-5555{n:04d}"]
                for n, ((number, name), level, field) in enumerate(zip(people, levels, fields, strict=True), 1)
            ),
        ],
        "nominations": [
            ["批次", "干部编号", "姓名", "推荐日期", "派出单位推荐意见"],
            *(
                [year, number, name, "同上" if n > 1 else f"{year - 2}.09.01", f"业务熟悉，同意推荐（{n}）。"]
                for n, (number, name) in enumerate(people, 1)
            ),
        ],
        "offers": [
            ["批次", "岗位代码", "需求说明", "提出日期"],
            *([year, code, "需要业务骨干。", f"{year - 2}年9月1日"] for code, _organisation in host_posts),
        ],
        "placements": [
            ["批次", "干部编号", "姓名", "挂任职务", "继续保存的理由"],
            *(
                [year, number, name, post, "双方商定。"]
                for (number, name), (post, _organisation) in zip(people, host_posts, strict=True)
            ),
        ],
    }


def _name(chance, n):
    if n % 50 == 0:
        return f"阿不都{chance.choice('·•・')}艾合买提"
    if n in (7, 8):
        return "张　伟" if n == 7 else "张伟"
    space = "　" if n % 9 == 0 else ""
    return f"{chance.choice(SURNAMES)}{space}{''.join(chance.sample(GIVEN, chance.choice((1, 2))))}"


def _month(chance, n):
    year, month = chance.randrange(1962, 1992), chance.randrange(1, 13)
    return [f"{year}.{month:02d}", f"{year}年{month}月", f"{year}-{month:02d}", dt.date(year, month, 1)][n % 4]
