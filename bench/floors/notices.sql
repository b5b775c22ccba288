select n.id, n.kind, n.state, n.owed_since, n.address, o.name_zh, o.family_name || ' ' || o.given_name,
    p.number as shown from placements_notice n left join officials_official o on o.id = n.official_id left
    join placements_placement p on p.id = n.placement_id order by n.owed_since desc, n.id desc limit 50;
