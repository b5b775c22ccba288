select date_trunc('week', p.ends_on)::date, case when exists (select from placements_extensionrequest r where
    r.placement_id = p.id and r.state in ('submitted', 'returned')) then 'asked' when exists (select from
    placements_placement f where f.host_post_id = p.host_post_id and f.starts_on > p.ends_on and f.state =
    'confirmed') then 'confirmed' when exists (select from placements_placement f where f.host_post_id =
    p.host_post_id and f.starts_on > p.ends_on and f.state = 'proposed') then 'proposed' else 'unasked' end ,
    count(*) from placements_placement p where p.state = 'confirmed' and p.ends_on between '2026-05-09' and
    '2026-11-05' group by 1, 2 order by 1;

select (r.submitted_at at time zone 'Asia/Shanghai')::date + c.decision_days, count(*) from
    placements_extensionrequest r join placements_placement p on p.id = r.placement_id join placements_cycle c
    on c.id = p.cycle_id where r.state = 'submitted' group by 1;
