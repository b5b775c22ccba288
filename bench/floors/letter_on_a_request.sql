select o.name_zh as shown, o.family_name || ' ' || o.given_name, r.number, r.state, r.current_ends_on, r.asked_ends_on, r.reason,
    r.explanation, p.starts_on, p.ends_on, host.title_zh, host_body.name_zh, home.title_zh, home_body.name_zh, c.opinion_days
from placements_extensionrequest r join placements_placement p on p.id = r.placement_id
join placements_cycle c on c.id = p.cycle_id join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id
join officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id = home.organisation_id
where r.id = {request};

select side, level, answer, given_on from placements_opinion where request_id = {request};

select name_zh, name_en from officials_organisation body where kind = 'party organ' and name_zh like '%委组织部'
    and retired_on is null and jurisdiction_id in (
        select unnest(array[p.home_region_id, p.host_region_id]) from placements_placement p
        join placements_extensionrequest r on r.placement_id = p.id where r.id = {request})
