-- One cycle of the made office (bench/world.sql), in a transaction of its own.
-- Terms begin on six days, a week apart. Of the next cycle a third is confirmed, a third proposed, a third not yet.
insert into placements_placement (number, cycle_id, official_id, home_post_id, host_post_id, home_region_id, host_region_id,
    starts_on, original_ends_on, ends_on, state, host_title_en, host_title_zh, task, appointment_document_number,
    congress_decision_number, note, proposed_by_id, proposed_at, closing_reason, home_contact_id, host_contact_id)
select 'P-' || to_char(%(year)s %% 100, 'FM00') || '-' || right('0000' || n, greatest(4, length(n::text))), cycle.id, official, home_post, host_post,
    home_region, host_region, cycle.starts_on + n %% 6 * 7, cycle.ends_on + n %% 6 * 7, cycle.ends_on + n %% 6 * 7,
    'proposed', '', '', 'Reservoir works and the papers that go with them', '京组干通〔' || %(year)s || '〕21号',
    case when n %% 14 = 0 then '保人常〔' || %(year)s || '〕9号' else '' end, '', %(by)s, cycle.starts_on - 60, '',
    home_contact, host_contact
from known, placements_cycle cycle
where cycle.year = %(year)s and turn = %(year)s %% 4 and (%(year)s < 2026 or n %% 3 < 2);
-- Counted in between, or the planner takes the new rows for few; and the guard of the ledger, whose plan is made
-- while the ledger is empty, keeps to its index.
analyze placements_placement;
set local enable_seqscan = off;
insert into placements_termentry (placement_id, serial, kind, ends_on, reason, note, entered_by_id, entered_at)
select p.id, 1, 'original', p.original_ends_on, '', '', %(by)s, p.starts_on - 30
from placements_placement p join placements_cycle c on c.id = p.cycle_id
where c.year = %(year)s and (%(year)s < 2026 or split_part(p.number, '-', 3)::int %% 3 = 0);
set local enable_seqscan = on;
analyze placements_termentry;
update placements_placement p set state = 'confirmed', confirmed_by_id = %(by)s, confirmed_at = p.starts_on - 30,
    arrived_on = case when seen then p.starts_on + 1 end, arrival_recorded_by_id = case when seen then %(by)s end,
    arrival_recorded_at = case when seen then p.starts_on + 2 end,
    back_home_on = case when back then p.ends_on + 1 end, return_recorded_by_id = case when back then %(by)s end,
    return_recorded_at = case when back then p.ends_on + 2 end
from (select t.placement_id, %(year)s < 2026 and (%(year)s < 2025 or t.placement_id %% 8 > 0) as seen,
        t.ends_on < date '2026-04-01' as back
    from placements_termentry t join placements_placement q on q.id = t.placement_id
    join placements_cycle c on c.id = q.cycle_id where c.year = %(year)s) known
where p.id = known.placement_id;
