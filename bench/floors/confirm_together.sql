select p.number as shown, o.name_zh, o.family_name || ' ' || o.given_name, p.home_region_id, p.host_region_id, host.title_en,
    body.name_en, p.starts_on, p.ends_on, p.appointment_document_number, p.congress_decision_number, host.needs_congress_decision
from placements_placement p join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id join officials_organisation body on body.id = host.organisation_id
where p.state = 'proposed' and p.cycle_id = (select id from placements_cycle where year = 2026) order by p.number
