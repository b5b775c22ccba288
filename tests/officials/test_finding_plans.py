"""Search reads indexes: the plans of PostgreSQL over twenty thousand officials, and no sequential scan of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from officials.models import Official
from tests import factories

CROWD = """
insert into officials_official (family_name, given_name, name_zh, personnel_number, birth_year, birth_month,
  home_post_id, work_phone, mobile, email, letter_language, provenance, note, is_active,
  pinyin_order, stroke_order, pinyin_key, initials, search_key)
select initcap(f), initcap(a || b), fz || az || bz, 'X-' || n, 1975, 3, %s, '', '', '', 'zh-hans', 'invented', '', true,
  '', '', f || a || b, left(f, 1) || left(a, 1) || left(b, 1),
  ' ' || f || a || b || ' ' || a || b || ' ' || b || ' ' || f || ' '
from (
  select n,
    (array['wang','li','zhang','liu','chen','yang','zhao','huang','zhou','wu','xu','sun','hu','zhu','gao','lin','he',
      'guo','ma','luo'])[1 + n %% 20] f,
    (array['王','李','张','刘','陈','杨','赵','黄','周','吴','徐','孙','胡','朱','高','林','何','郭','马','罗'])
      [1 + n %% 20] fz,
    (array['jian','guo','wen','xiao','zhi','yong','hai','ming','li','yu','jing','shu','qing','hong','chun','bo','fang',
      'rui','tian','yi','jia','hao','xin','shi','nan'])[1 + n / 20 %% 25] a,
    (array['建','国','文','晓','志','永','海','明','丽','玉','静','淑','清','红','春','波','芳','瑞','天','一','佳','浩','新','诗',
      '南'])[1 + n / 20 %% 25] az,
    (array['hua','qiang','jun','ping','jie','lei','yan','ying','min','tao','chao','peng','bin','gang','fei','ning','kai',
      'rong','mei','long','xue','dong','liang','sheng','cheng','wei','ke','ran','qi','zhen','ze','han','yuan','lan','hui',
      'ting','lu','nuo','si','tong'])[1 + n / 500 %% 40] b,
    (array['华','强','军','平','杰','磊','燕','英','敏','涛','超','鹏','斌','刚','飞','宁','凯','蓉','梅','龙','雪','东','亮','胜',
      '成','伟','科','然','琦','真','泽','涵','远','兰','慧','婷','璐','诺','思','童'])[1 + n / 500 %% 40] bz
  from generate_series(0, 19999) n
) crowd
"""


@pytest.fixture
def crowd(db):
    """Twenty thousand officials, of whom nobody is called Lyu Zhenqian but one."""
    official = factories.make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾")
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")  # no audit rows of a crowd
        cursor.execute(CROWD, [official.home_post_id])
        cursor.execute("set local session_replication_role = origin")
        cursor.execute("analyze officials_official")
    return official


def plan(officials):
    return officials.explain()


@pytest.mark.parametrize(
    "typed",
    [
        *("吕", "震", "震乾", "吕震乾", "王建华", "王"),
        *("zhenqian", "lyu zhenqian", "wang jianhua", "enqia", "wang"),
        *("lu", "yu", "qi", "lzq", "wjh"),
        *("T-00001", "X-177"),
    ],
)
def test_a_search_reads_indexes_and_never_all_officials(crowd, typed):
    found = Official.objects.named(typed)
    for officials in (found, found.best_first(typed)):
        assert "Seq Scan" not in plan(officials), plan(officials)
        assert re.search(r"Bitmap Index Scan on official_(search_key|name_zh|initials|personnel)", plan(officials))


def test_what_the_plans_are_about_is_found(crowd):
    assert list(Official.objects.named("震乾")) == [crowd]
    assert list(Official.objects.named("lzq").filter(pk=crowd.pk)) == [crowd]
    assert Official.objects.named("王").count() == 1000
    assert Official.objects.named("wang").best_first("wang")[0].family_name == "Wang"


@pytest.mark.parametrize(
    ("typed", "meant", "indexes"),
    [
        *[(typed, "吕震乾", ["words"]) for typed in ("zhengqian", "lu zhengqian", "lu zehnqian", "zhenqain")],
        ("zhangxiaojei", "张晓杰", ["words"]),
        ("zhagnxiaojei", "张晓杰", ["words", "trgm"]),  # two slips, where nobody is nearer
        ("zhangxiaojie", None, ["words"]),  # who is named, is near
    ],
)
def test_slips_are_found_by_indexes(crowd, typed, meant, indexes):
    with CaptureQueriesContext(connection) as queries:
        similar = Official.objects.similar_to(typed)
    assert Official.objects.filter(pk__in=similar, name_zh=meant).exists() if meant else not similar
    setting, back = [query["sql"] for query in queries if query["sql"].startswith("set local")]
    asked = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    with connection.cursor() as cursor:
        cursor.execute("show pg_trgm.word_similarity_threshold")
        assert cursor.fetchone() == ("0.6",)  # as it was before
        cursor.execute("show enable_seqscan")
        assert cursor.fetchone() == ("on",)
        cursor.execute(setting)
        plans = [_explained(cursor, sql) for sql in asked]
        cursor.execute(back)
    assert "Seq Scan" not in "".join(plans), plans
    candidates = [lines for lines in plans if "Sort Key: pinyin_key" in lines]
    assert len(candidates) == len(indexes)
    for lines, index in zip(candidates, indexes, strict=True):
        assert f"official_search_key_{index}" in lines


def _explained(cursor, sql):
    cursor.execute(f"explain {sql}")
    return "\n".join(line for (line,) in cursor.fetchall())
