insert into placements_cycle (name_en, name_zh, year, starts_on, ends_on, programme_ends_on, least_months,
    window_opens_days, on_time_days, late_days_after_end, most_extension_months, most_months, ending_soon_days,
    opinion_days, decision_days, fit_expertise, fit_tier, fit_knowledge) select 'Written', '写入', 2027,
    '2027-07-24', '2028-07-23', '2039-12-31', 12, 120, 60, 0, 12, 24, 90, 7, 28, 60, 25, 15;

insert into placements_placement (number, cycle_id, official_id, home_post_id, host_post_id, home_region_id,
    host_region_id, starts_on, original_ends_on, ends_on, state, host_title_en, host_title_zh, task,
    appointment_document_number, congress_decision_number, note, proposed_by_id, proposed_at, closing_reason)
    select replace(p.number, 'P-25', 'P-27'), (select id from placements_cycle where year = 2027),
    p.official_id, p.home_post_id, p.host_post_id, p.home_region_id, p.host_region_id, p.starts_on + interval '2
    years', p.original_ends_on + interval '2 years', p.original_ends_on + interval '2 years', 'proposed', '',
    '', p.task, '', '', '', p.proposed_by_id, now(), '' from placements_placement p join placements_cycle c on
    c.id = p.cycle_id where c.year = 2025 order by p.id limit %(rows)s;

insert into placements_termentry (placement_id, serial, kind, ends_on, reason, note, entered_by_id, entered_at)
    select id, 1, 'original', original_ends_on, '', '', proposed_by_id, now() from placements_placement where
    cycle_id = (select id from placements_cycle where year = 2027);

update placements_placement set state = 'confirmed', confirmed_by_id = proposed_by_id, confirmed_at = now()
    where cycle_id = (select id from placements_cycle where year = 2027);

set constraints all immediate;
