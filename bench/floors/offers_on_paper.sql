select v.number as shown, post.code, post.title_en, body.name_en, j.name_en, parent.name_en, post.tier, v.need, c.name_en,
    v.state, contact.name_zh, contact.family_name, contact.phone,
    (select array_agg(e.name_en) from placements_postoffer_wanted w join officials_expertise e on e.code = w.expertise_id
        where w.postoffer_id = v.id),
    (select array_agg(p.state) from placements_placement p where p.host_post_id = post.id and p.cycle_id = c.id)
from placements_postoffer v join placements_cycle c on c.id = v.cycle_id join officials_post post on post.id = v.post_id
join officials_organisation body on body.id = post.organisation_id
left join officials_contact contact on contact.id = v.contact_id
join officials_jurisdiction j on j.code = body.jurisdiction_id left join officials_jurisdiction parent on parent.code = j.parent_id
order by c.year desc, v.number
