select o.name_zh, o.family_name || ' ' || o.given_name, p.number as shown, p.state, p.starts_on, p.original_ends_on, p.ends_on,
    c.ending_soon_days, p.paired_with_id
from placements_placement p join placements_cycle c on c.id = p.cycle_id join officials_official o on o.id = p.official_id
where p.id = {proposed}
