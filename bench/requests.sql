-- Of those who serve now one in ten has asked to stay longer: half of them wait, half may stay until the new year.
create temporary table asking as
select p.id, p.ends_on, p.official_id, split_part(p.number, '-', 3)::int as n
from placements_placement p join placements_cycle c on c.id = p.cycle_id
where c.year = 2025 and split_part(p.number, '-', 3)::int %% 10 = 1;
analyze asking;
insert into placements_extensionrequest (state, origin, current_ends_on, asked_ends_on, reason, explanation, is_late,
    drafted_at, return_words, decision_words, next_step, approving_body, signed_off_by, decision_document_number,
    reversal_reason, drafted_by_id, placement_id)
select 'draft', 'official', ends_on, date '2027-01-23', 'project', 'The works are under contract until December.', false,
    timestamptz '2026-04-20 10:00+08', '', '', '', '', '', '', '', %(by)s, id from asking;
update placements_extensionrequest r set state = 'submitted', number = 'R-26-' || right('0000' || n, greatest(4, length(n::text))),
    submitted_at = timestamptz '2026-04-21 10:00+08' + n %% 15 * interval '1 day', submitted_by_id = %(by)s
from asking where asking.id = r.placement_id;
analyze placements_extensionrequest;
insert into placements_opinion (side, level, answer, given_on, signer, note, is_paper_received, recorded_at,
    recorded_by_id, request_id)
select side, 'organisation', 'agrees', date '2026-05-07', 'Mu Qingyan', '', true, timestamptz '2026-05-08 10:00+08', %(by)s, id
from placements_extensionrequest, (values ('home'), ('host')) sides (side);
insert into placements_termentry (placement_id, serial, kind, previous_ends_on, ends_on, request_id, reason, note,
    entered_by_id, entered_at)
select r.placement_id, 2, 'extension', r.current_ends_on, r.asked_ends_on, r.id, '', '', %(by)s, timestamptz '2026-05-08 15:00+08'
from placements_extensionrequest r join asking on asking.id = r.placement_id
where n %% 20 = 1 and not exists (select from placements_placement f join placements_placement p on p.id = r.placement_id
    where f.host_post_id = p.host_post_id and f.id <> p.id and f.state in ('proposed', 'confirmed')
        and f.starts_on <= r.asked_ends_on and f.ends_on > p.ends_on);
update placements_extensionrequest r set state = 'approved', approved_ends_on = asked_ends_on, decided_by_id = %(by)s,
    decided_at = timestamptz '2026-05-08 15:00+08', decision_words = 'Agreed.'
from placements_termentry t where t.request_id = r.id;
insert into placements_notice (key, kind, state, official_id, language, placement_id, owed_since, next_try, attempts,
    trouble, last_error, drop_reason, address, subject, text)
select 'starts-' || p.id, 'starts', 'owed', p.official_id, 'zh-hans', p.id, p.starts_on - 14, p.starts_on - 14, 0,
    '', '', '', '', '', ''
from placements_placement p join placements_cycle c on c.id = p.cycle_id
where c.year = 2025 and p.state = 'confirmed';
update placements_notice set state = 'sending', attempt = gen_random_uuid(), attempts = 1, last_tried = owed_since,
    address = 'p@office.example.com', subject = 'Your placement starts', text = 'Text';
update placements_notice set state = 'handed';
update placements_notice set state = 'sent', settled = last_tried;
