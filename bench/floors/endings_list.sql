select o.family_name || ' ' || o.given_name as shown, o.name_zh, p.number, p.ends_on, home_body.name_en,
    home.title_en, host_body.name_en, host.title_en, case when exists (select from placements_extensionrequest
    r where r.placement_id = p.id and r.state in ('submitted', 'returned')) then 'asked' when exists (select
    from placements_placement f where f.host_post_id = p.host_post_id and f.starts_on > p.ends_on and f.state
    = 'confirmed') then 'confirmed' when exists (select from placements_placement f where f.host_post_id =
    p.host_post_id and f.starts_on > p.ends_on and f.state = 'proposed') then 'proposed' else 'unasked' end
    from placements_placement p join officials_official o on o.id = p.official_id join officials_post host on
    host.id = p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id join
    officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id =
    home.organisation_id where p.state = 'confirmed' and p.ends_on between '2026-05-09' and '2026-11-05' order
    by p.ends_on, o.pinyin_order, p.id limit 50;
