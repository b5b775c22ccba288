select r.number as shown, r.submitted_at, r.asked_ends_on, r.current_ends_on, r.reason, o.name_zh, o.family_name,
    o.given_name, p.home_region_id, p.host_region_id, body.name_en, host.title_en,
    (select count(*) from placements_opinion x where x.request_id = r.id)
from placements_extensionrequest r join placements_placement p on p.id = r.placement_id
join officials_official o on o.id = p.official_id join officials_post host on host.id = p.host_post_id
join officials_organisation body on body.id = host.organisation_id
where r.state = 'submitted' order by r.submitted_at
