select o.name_zh, o.family_name || ' ' || o.given_name, p.number as shown, p.state, p.starts_on, p.original_ends_on, p.ends_on,
    p.congress_decision_number, host.needs_congress_decision
from placements_placement p join officials_official o on o.id = p.official_id join officials_post host on host.id = p.host_post_id
where p.id = {placement};

select kind, ends_on, entered_at from placements_termentry where placement_id = {placement} order by serial
