-- A made office of about so many placements. Everything comes in through the guards: proposed, then into the ledger,
-- then confirmed. The parameters are the numbers of bench/world.py; names come from its table bench_name.
-- 1. Seats: a home post, a host post, and four officials who take turns in it, a cycle each.
create temporary table seat as
with places as (
    select code, region_id, city_id, row_number() over (
        partition by case when city_id = '130600' then 1 when city_id = '130100' then 2 else 3 end order by code) - 1 as at,
        case when city_id = '130600' then 1 when city_id = '130100' then 2 else 3 end as part
    from officials_jurisdiction where code <> '130000'
), parts as (select part, count(*) as size from places group by part),
numbered as (
    select n, case when n <= %(same)s then 1 when n <= %(same)s + %(growing)s then 2 else 3 end as part
    from generate_series(1, %(seats)s) n
), hosts as (
    select n, code as host, region_id as host_region
    from numbered join parts using (part) join places on places.part = numbered.part and at = numbered.n * 7 %% parts.size
)
select n, host, host_region,
    case when host_region = '130000' then case when n %% 3 < 2 then '110000' else '120000' end else '130000' end as home,
    (row_number() over (partition by host order by n) - 1) / 8 as nth_there,
    (array['SECTION', 'DIVISION-DEP', 'DIVISION', 'BUREAU-DEP'])[1 + n %% 4] as tier,
    (select code from officials_expertise order by code offset n %% 43 limit 1) as field
from hosts;
create unique index on seat (n);
analyze seat;

insert into officials_organisation (code, name_en, name_zh, kind, tier, standing_order, note, jurisdiction_id, region_id)
select distinct 'B-' || host || '-' || nth_there, j.name_en || ' Bureau ' || nth_there, j.name_zh || '第' || nth_there || '局',
    'government department', 'DIVISION', nth_there, '', host, host_region
from seat join officials_jurisdiction j on j.code = host;
insert into officials_organisation (code, name_en, name_zh, kind, tier, standing_order, note, jurisdiction_id, region_id)
select distinct 'B-H-' || home || '-' || n / 8, j.name_en || ' Home Bureau ' || n / 8, j.name_zh || '派出第' || n / 8 || '局',
    'government department', 'BUREAU', n / 8, '', home, home
from seat join officials_jurisdiction j on j.code = home;
insert into officials_contact (family_name, given_name, name_zh, position, phone, email, is_active, organisation_id)
select 'Mu', 'Qingyan', '穆青岩', '', '0312-5550000', '', true, id from officials_organisation where code like 'B-%%';

insert into officials_post (code, title_en, title_zh, organisation_id, region_id, tier, duties, needs_congress_decision,
    is_created_for_programme, created_why, created_at_request_of)
select 'B-G-' || n, 'Deputy Director ' || n %% 20, '副局长' || n %% 20, o.id, o.region_id, tier.tier, '', n %% 7 = 0, n %% 15 = 0, '', ''
from seat tier join officials_organisation o on o.code = 'B-' || host || '-' || nth_there;
insert into officials_post (code, title_en, title_zh, organisation_id, region_id, tier, duties, needs_congress_decision,
    is_created_for_programme, created_why, created_at_request_of)
select 'B-H-' || n, 'Section Chief ' || n %% 20, '处长' || n %% 20, o.id, o.region_id, tier.tier, '', false, false, '', ''
from seat tier join officials_organisation o on o.code = 'B-H-' || home || '-' || n / 8;
insert into officials_post_expertise (post_id, expertise_id)
select id, field from seat join officials_post on code = 'B-G-' || n;

analyze;

-- 2. People. Some have two fields; one in fifty has no address for mail.
create temporary table person as
select n, turn, n * 4 + turn as k, b.* from seat, generate_series(0, 3) turn,
    lateral (select * from bench_name where at = (n * 4 + turn) * 7919::bigint %% %(names)s) b;
create index on person (n);
analyze person;
insert into officials_official (personnel_number, family_name, given_name, name_zh, birth_year, birth_month, rank_id,
    home_post_id, work_phone, mobile, email, letter_language, provenance, note, is_active, pinyin_key, initials,
    pinyin_order, stroke_order, search_key)
select 'B-' || k, family_name, given_name, name_zh, 1965 + k %% 25, 1 + k %% 12, 'POST-' || seat.tier, post.id,
    '010-5555' || k %% 1000, '', case when k %% 50 = 0 then '' else 'p' || k || '@office.example.com' end, 'zh-hans',
    'invented', '', true, pinyin_key, initials, pinyin_order, stroke_order, search_key
from person join seat using (n) join officials_post post on post.code = 'B-H-' || n;
analyze;
insert into officials_official_expertise (official_id, expertise_id)
select o.id, seat.field from person join seat using (n) join officials_official o on o.personnel_number = 'B-' || k;
insert into officials_official_expertise (official_id, expertise_id)
select o.id, other.code from person join seat using (n) join officials_official o on o.personnel_number = 'B-' || k,
    lateral (select code from officials_expertise where code <> seat.field order by code offset k %% 42 limit 1) other
where k %% 4 = 0;

insert into placements_cycle (name_en, name_zh, year, starts_on, ends_on, programme_ends_on, least_months,
    window_opens_days, on_time_days, late_days_after_end, most_extension_months, most_months, ending_soon_days,
    opinion_days, decision_days, fit_expertise, fit_tier, fit_knowledge)
select 'Cycle ' || year, year || '年批次', year, make_date(year, 7, 24), make_date(year + 1, 7, 23), make_date(2039, 12, 31),
    12, 120, 60, 0, 12, 24, 90, 7, 28, 60, 25, 15
from generate_series(%(first)s, 2026) year;
insert into placements_quota (cycle_id, home_region_id, host_region_id, places, is_trial)
select id, home, host, 20000, false from placements_cycle,
    (values ('110000', '130000'), ('120000', '130000'), ('130000', '110000'), ('130000', '120000')) way (home, host);

create temporary table known as
select n, turn, host.id as host_post, host.region_id as host_region, home.id as home_post, home.region_id as home_region,
    o.id as official, host_contact.id as host_contact, home_contact.id as home_contact
from seat join generate_series(0, 3) turn on true
join officials_post host on host.code = 'B-G-' || n join officials_post home on home.code = 'B-H-' || n
join officials_official o on o.personnel_number = 'B-' || n * 4 + turn
join officials_contact host_contact on host_contact.organisation_id = host.organisation_id
join officials_contact home_contact on home_contact.organisation_id = home.organisation_id;
create index on known (turn, n);
analyze;
