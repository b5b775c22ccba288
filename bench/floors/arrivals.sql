select p.id, p.number, o.name_zh, o.family_name || ' ' || o.given_name as shown, p.starts_on,
    home_body.name_en, host_body.name_en, host.title_en, home_contact.phone, host_contact.phone from
    placements_placement p join officials_official o on o.id = p.official_id join officials_post host on
    host.id = p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id join
    officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id =
    home.organisation_id left join officials_contact home_contact on home_contact.id = p.home_contact_id left
    join officials_contact host_contact on host_contact.id = p.host_contact_id where p.state = 'confirmed' and
    p.arrived_on is null and p.starts_on <= '2026-05-06' and p.ends_on >= '2026-05-09' order by p.starts_on
    desc, p.host_region_id, o.pinyin_key, p.id limit 50;
