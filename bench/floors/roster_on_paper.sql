select p.id, o.name_zh, o.family_name || ' ' || o.given_name as shown, p.number, p.home_region_id, home_body.name_en,
    home.title_en, host_body.name_en, host.title_en, place.name_en, host.tier, p.starts_on, p.ends_on, p.original_ends_on,
    array(select e.name_en from officials_official_expertise x join officials_expertise e on e.code = x.expertise_id
        where x.official_id = o.id order by e."order", e.code)
from placements_placement p
join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id
join officials_organisation host_body on host_body.id = host.organisation_id
join officials_jurisdiction place on place.code = host_body.jurisdiction_id
join officials_post home on home.id = p.home_post_id
join officials_organisation home_body on home_body.id = home.organisation_id
where p.state = 'confirmed' and place.city_id = '130600' and p.ends_on >= '2026-05-09' and p.starts_on <= '2026-08-07'
order by p.ends_on, o.pinyin_order, p.id
