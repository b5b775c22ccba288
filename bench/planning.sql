-- The next cycle as it is planned: of the first seats everybody is put forward, and each post is offered. A third of
-- them has a confirmed placement by then, a third a proposed one. As many in every world: a cycle is planned by people.
insert into placements_nomination (cycle_id, official_id, note, nominated_on, state, entered_by_id, entered_at, withdrawal_reason)
select cycle.id, official, 'Knows the field and the place.', date '2026-03-02' + n %% 20, 'put_forward', %(by)s,
    timestamptz '2026-03-02 10:00+08' + n %% 20 * interval '1 day', ''
from known, placements_cycle cycle where cycle.year = 2026 and turn = 2 and n <= %(planned)s;
update placements_nomination set state = 'checked', checked_by_id = %(by)s, checked_at = timestamptz '2026-04-01 10:00+08'
where id %% 2 = 0;
update placements_nomination set state = 'withdrawn', withdrawn_by_id = %(by)s, withdrawal_reason = 'Needed at home.',
    withdrawn_at = timestamptz '2026-04-02 10:00+08'
where id %% 50 = 0;
-- Posts that are held into the next cycle are offered too, as carried over; whoever has no placement yet finds a new one.
insert into officials_post (code, title_en, title_zh, organisation_id, region_id, tier, duties, needs_congress_decision,
    is_created_for_programme, created_why, created_at_request_of)
select 'B-N-' || n, title_en, title_zh, organisation_id, region_id, tier, '', false, false, '', ''
from known join officials_post post on post.id = host_post where turn = 2 and n <= %(planned)s and n %% 3 = 2;
insert into officials_post_expertise (post_id, expertise_id)
select new.id, field.expertise_id from known join officials_post new on new.code = 'B-N-' || n
join officials_post_expertise field on field.post_id = host_post where turn = 2;
insert into placements_postoffer (number, cycle_id, post_id, need, offered_on, contact_id, state, entered_by_id, entered_at,
    closing_reason)
select 'V-26-' || to_char(n, 'FM0000'), cycle.id, coalesce(new.id, host_post), 'Somebody who has led such works before.',
    date '2026-03-02' + n %% 20, host_contact, 'open', %(by)s, timestamptz '2026-03-02 10:00+08' + n %% 20 * interval '1 day', ''
from known join placements_cycle cycle on cycle.year = 2026 left join officials_post new on new.code = 'B-N-' || n
where turn = 2 and n <= %(planned)s;
insert into placements_postoffer_wanted (postoffer_id, expertise_id)
select offer.id, field.expertise_id from placements_postoffer offer
join officials_post_expertise field on field.post_id = offer.post_id;
update placements_postoffer set state = 'withdrawn', closed_by_id = %(by)s, closing_reason = 'Filled from the house.',
    closed_at = timestamptz '2026-04-02 10:00+08'
where id %% 50 = 7;
