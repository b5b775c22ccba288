-- What stands beside the exchange: posts created for somebody whose placement is over, filters that somebody keeps,
-- files that were imported. As many in every world, and none of it in the city that is measured.
create temporary table created as
select *, 'B-C-' || n as code from known where turn = 3 and n between 61 and 115;
insert into officials_post (code, title_en, title_zh, organisation_id, region_id, tier, duties, needs_congress_decision,
    is_created_for_programme, created_for_id, created_why, created_at_request_of)
select created.code, 'Adviser ' || n, '顾问' || n, organisation_id, region_id, tier, '', false, true, official,
    'Knows the works from the year before.', 'The county'
from created join officials_post post on post.id = host_post;
insert into placements_placement (number, cycle_id, official_id, home_post_id, host_post_id, home_region_id, host_region_id,
    starts_on, original_ends_on, ends_on, state, host_title_en, host_title_zh, task, appointment_document_number,
    congress_decision_number, note, proposed_by_id, proposed_at, closing_reason)
select 'P-24-' || 90000 + n, cycle.id, official, home_post, post.id, home_region, host_region, cycle.starts_on + n %% 6 * 7,
    cycle.ends_on + n %% 6 * 7, cycle.ends_on + n %% 6 * 7, 'proposed', '', '', 'Advice', '', '', '', %(by)s,
    cycle.starts_on - 60, ''
from created join officials_post post using (code) join placements_cycle cycle on cycle.year = 2024;
insert into placements_termentry (placement_id, serial, kind, ends_on, reason, note, entered_by_id, entered_at)
select p.id, 1, 'original', p.original_ends_on, '', '', %(by)s, p.starts_on - 30
from placements_placement p join officials_post post on post.id = p.host_post_id join created using (code);
update placements_placement p set state = 'confirmed', confirmed_by_id = %(by)s, confirmed_at = p.starts_on - 30,
    arrived_on = p.starts_on + 1, arrival_recorded_by_id = %(by)s, arrival_recorded_at = p.starts_on + 2,
    back_home_on = p.ends_on + 1, return_recorded_by_id = %(by)s, return_recorded_at = p.ends_on + 2
from officials_post post join created using (code) where post.id = p.host_post_id;

insert into placements_savedfilter (name, path, asked, is_shared, saved_at, saved_by_id)
select 'Ending soon, ' || name_en, '/rosters/' || code || '/', 'within=120&on=2026-05-09', n %% 2 = 0,
    timestamptz '2026-04-01 10:00+08' + n * interval '1 hour', %(by)s
from (select *, row_number() over (order by code) as n from officials_jurisdiction where city_id <> '130600') place
where n <= 40;

insert into placements_import (kind, file_name, size, sha256, reason, new_rows, changed_rows, unchanged_rows, refused_rows,
    checked_by_id, checked_at, imported_by_id, imported_at)
select case when n %% 2 = 0 then 'posts' else 'officials' end, 'file ' || n || '.xlsx', 20000 + n, repeat(md5(n::text), 2), '',
    n, 60 - n, 3, 0, %(by)s, timestamptz '2026-04-01 10:00+08' + n * interval '1 hour', %(by)s,
    timestamptz '2026-04-01 10:05+08' + n * interval '1 hour'
from generate_series(1, 60) n;
