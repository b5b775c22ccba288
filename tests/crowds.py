"""A crowd seeded in SQL: so many confirmed placements that making them through the actions would take minutes."""

from django.db import connection

from tests.factories import make_placement

TERMS = 20  # years that each official serves, one after the other, so that nobody is in two places

SEED = """
insert into officials_official (family_name, given_name, name_zh, rank_id, home_post_id, work_phone, mobile, email,
        letter_language, provenance, note, is_active, pinyin_key, initials, pinyin_order,
        stroke_order, search_key)
    select 'Ren', 'N' || n, '任' || n, o.rank_id, o.home_post_id, '010-5555' || n, '', '', 'zh-hans', 'invented', '',
        true, 'ren {tag} ' || n, 'rn', 'ren 任 n' || n, '063 ren 任 n' || n, ' ren n' || n || ' 任' || n
    from generate_series(1, {people}) n, officials_official o where o.id = {official};
insert into officials_jurisdiction (code, name_en, name_zh, level, kind, city_id, parent_id, region_id)
    select 139900 + n, 'City ' || n, '第' || n || '市', level, kind, 139900 + n, parent_id, region_id
    from generate_series(1, {cities} - 1) n, officials_jurisdiction where code = '130800'
    on conflict (code) do nothing;
insert into officials_organisation (code, name_en, name_zh, kind, tier, standing_order, note, jurisdiction_id,
        region_id)
    select 'CROWD-{tag}-' || n, o.name_en || ' {tag}', o.name_zh || '{tag}', o.kind, o.tier, o.standing_order, '',
        139900 + n, o.region_id
    from generate_series(1, {cities} - 1) n, officials_organisation o where o.id = {organisation};
insert into officials_post (code, title_en, title_zh, organisation_id, region_id, tier, duties,
        needs_congress_decision, is_created_for_programme, created_why, created_at_request_of)
    select 'CROWD-{tag}-' || n, 'Deputy director ' || n, '副局长' || n, host.id, p.region_id, p.tier, '',
        false, false, '', ''
    from officials_post p, generate_series(1, {people}) n
    join (select id, row_number() over (order by id) - 1 as place from officials_organisation
        where id = {organisation} or code like 'CROWD-{tag}-%') host on host.place = n % {cities}
    where p.id = {post};
insert into placements_placement (number, cycle_id, official_id, home_post_id, host_post_id, home_region_id,
        host_region_id, starts_on, original_ends_on, ends_on, state, host_title_en, host_title_zh, task,
        appointment_document_number, congress_decision_number, note, proposed_by_id, proposed_at, closing_reason)
    select '{tag}' || term || '-' || who.n, {cycle}, who.id, {home_post}, post.id, '{home}', '{host}',
        make_date(2001 + term, 1, 1), make_date(2001 + term, 12, 31), make_date(2001 + term, 12, 31), 'proposed',
        '', '', 'A task', '', '', '', {by}, now(), ''
    from (select id, row_number() over (order by id) n from officials_official where pinyin_key like 'ren {tag} %') who
    join (select id, row_number() over (order by id) n from officials_post
        where code like 'CROWD-{tag}-%') post using (n),
        generate_series(0, {terms} - 1) term;
insert into placements_termentry (placement_id, serial, kind, ends_on, reason, note, entered_by_id, entered_at)
    select id, 1, 'original', original_ends_on, '', '', {by}, now() from placements_placement
    where number like '{tag}%';
update placements_placement set state = 'confirmed', confirmed_by_id = {by}, confirmed_at = now()
    where number like '{tag}%';
"""


def seed(count, *, tag="X", cities=1):
    """So many confirmed placements beside one, hosted in Chengde and in further cities; read them with phase=any."""
    model = make_placement()
    facts = {
        "tag": tag,  # a letter of their numbers, another for each crowd of a test
        "people": count // TERMS,
        "terms": TERMS,
        "official": model.official_id,
        "post": model.host_post_id,
        "organisation": model.host_post.organisation_id,
        "cities": cities,
        "home_post": model.home_post_id,
        "home": model.home_region_id,
        "host": model.host_region_id,
        "cycle": model.cycle_id,
        "by": model.proposed_by_id,
    }
    with connection.cursor() as cursor:
        # The guards have planned while the ledger was empty, and would read it whole for each entry.
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("analyze placements_placement, placements_termentry")
        cursor.execute(SEED.format(**facts))
        cursor.execute("set local enable_seqscan = on")
        cursor.execute("analyze")
