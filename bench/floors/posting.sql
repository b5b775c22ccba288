select o.name_zh as shown, o.family_name || ' ' || o.given_name, p.number, p.starts_on, p.original_ends_on,
    p.appointment_document_number, p.congress_decision_number, host.tier, host.title_zh, host_body.name_zh, home.title_zh,
    home_body.name_zh, host.needs_congress_decision
from placements_placement p join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id
join officials_jurisdiction place on place.code = host_body.jurisdiction_id
join officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id = home.organisation_id
where p.state = 'confirmed' and p.cycle_id = (select id from placements_cycle where year = 2025)
    and p.home_region_id = '110000' and place.city_id = '130600' order by o.pinyin_order, p.id limit 301;

select code, name_en, name_zh from officials_organisation where kind = 'party organ' and name_zh like '%委组织部'
    and retired_on is null and jurisdiction_id in ('110000', '130000', '130600')
