select (select count(*) from placements_placement where state = 'proposed'),
    (select 'figure-value">' || count(*) from placements_extensionrequest where state = 'submitted') as shown,
    (select count(*) from placements_extensionrequest where state = 'approved' and decision_document_number = ''),
    (select count(*) from placements_nomination where state = 'put_forward'),
    (select count(*) from placements_nomination n where state = 'checked' and not exists (select from placements_placement p
        where p.official_id = n.official_id and p.cycle_id = n.cycle_id and p.state in ('proposed', 'confirmed'))),
    (select count(*) from placements_import where imported_at is null and refused_rows = 0 and content is not null),
    (select count(*) from placements_placement p join officials_post host on host.id = p.host_post_id
        where p.state = 'confirmed' and host.needs_congress_decision and p.ends_on >= '2026-05-09'
            and (p.congress_decision_number = '' or p.congress_decision_on is null)),
    (select count(*) from placements_placement where state = 'confirmed' and arrived_on is null
        and starts_on <= '2026-05-06' and ends_on >= '2026-05-09'),
    (select count(*) from placements_placement where state = 'confirmed' and back_home_on is null
        and ends_on between '2026-02-09' and '2026-05-06'),
    (select count(*) from placements_notice where state in ('failed', 'uncertain')),
    (select count(*) from officials_official o where o.email = '' and exists (select from placements_placement p
        where p.official_id = o.id and p.state = 'confirmed' and p.ends_on >= '2026-05-09')),
    (select count(*) from placements_placement p where p.state = 'confirmed' and p.ends_on between '2026-05-09' and '2026-08-07'
        and not exists (select from placements_extensionrequest r where r.placement_id = p.id
            and r.state in ('submitted', 'returned'))
        and not exists (select from placements_placement f where f.host_post_id = p.host_post_id
            and f.starts_on > p.ends_on and f.state in ('proposed', 'confirmed')))
