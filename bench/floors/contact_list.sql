select p.id, o.name_zh, o.family_name || ' ' || o.given_name as shown, home_body.name_en, home.title_en, host_body.name_en,
    host.title_en, o.work_phone, home_contact.name_zh, home_contact.family_name || ' ' || home_contact.given_name,
    home_contact.phone, host_contact.name_zh, host_contact.family_name || ' ' || host_contact.given_name, host_contact.phone
from placements_placement p
join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id
join officials_organisation host_body on host_body.id = host.organisation_id
join officials_jurisdiction place on place.code = host_body.jurisdiction_id
join officials_post home on home.id = p.home_post_id
join officials_organisation home_body on home_body.id = home.organisation_id
left join officials_contact home_contact on home_contact.id = p.home_contact_id
left join officials_contact host_contact on host_contact.id = p.host_contact_id
where p.state = 'confirmed' and place.city_id = '130600' and p.ends_on >= '2026-05-09' and p.starts_on <= '2026-08-07'
order by p.ends_on, o.pinyin_order, p.id
