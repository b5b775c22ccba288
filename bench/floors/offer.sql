select v.number as shown, post.title_en, post.title_zh, post.code, post.tier, body.name_en, j.name_en, c.name_en, v.state,
    v.offered_on, v.need, contact.name_zh, contact.family_name, contact.phone, entered.username, v.entered_at, r.state,
    (select array_agg(p.number) from placements_placement p where p.host_post_id = post.id and p.cycle_id = v.cycle_id),
    array(select e.name_en from placements_postoffer_wanted w join officials_expertise e on e.code = w.expertise_id
        where w.postoffer_id = v.id)
from placements_postoffer v join placements_cycle c on c.id = v.cycle_id join officials_post post on post.id = v.post_id
join officials_organisation body on body.id = post.organisation_id join officials_jurisdiction j on j.code = body.jurisdiction_id
left join officials_contact contact on contact.id = v.contact_id left join officials_user entered on entered.id = v.entered_by_id
left join placements_planrow r on r.offer_id = v.id and r.state in ('suggested', 'accepted') where v.id = {offer}
