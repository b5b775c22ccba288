select o.name_zh, o.family_name || ' ' || o.given_name, p.number as shown, p.state, p.starts_on, p.original_ends_on, p.ends_on,
    c.most_extension_months, c.most_months, c.programme_ends_on
from placements_placement p join placements_cycle c on c.id = p.cycle_id join officials_official o on o.id = p.official_id
where p.id = {placement};

select number, state from placements_extensionrequest where placement_id = {placement};

select starts_on, state from placements_placement where starts_on > '2026-01-01' and state in ('proposed', 'confirmed')
    and host_post_id = (select host_post_id from placements_placement where id = {placement})
