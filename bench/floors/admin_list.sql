select p.id, p.number as shown, o.name_zh, p.home_region_id, b.name_en, p.starts_on, p.ends_on, p.state
from placements_placement p join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id join officials_organisation b on b.id = host.organisation_id
order by p.starts_on desc, p.number limit 50;
