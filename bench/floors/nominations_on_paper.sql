select o.family_name || ' ' || o.given_name as shown, o.name_zh, body.name_en, home.title_en, j.name_en, home.tier, c.name_en,
    n.nominated_on, n.state, n.note, exists (select from placements_placement p where p.official_id = n.official_id
        and p.cycle_id = n.cycle_id and p.state in ('proposed', 'confirmed')),
    (select array_agg(e.name_en) from officials_official_expertise f join officials_expertise e on e.code = f.expertise_id
        where f.official_id = o.id)
from placements_nomination n join placements_cycle c on c.id = n.cycle_id join officials_official o on o.id = n.official_id
join officials_post home on home.id = o.home_post_id join officials_organisation body on body.id = home.organisation_id
join officials_jurisdiction j on j.code = body.jurisdiction_id order by c.year desc, o.pinyin_order, n.id
