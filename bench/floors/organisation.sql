select body.code as shown, body.name_en, body.name_zh, body.kind, j.name_en, parent.name_en, body.standing_order, body.note,
    c.name_zh, c.family_name || ' ' || c.given_name, c.position, c.phone, c.email
from officials_organisation body join officials_jurisdiction j on j.code = body.jurisdiction_id
left join officials_jurisdiction parent on parent.code = j.parent_id
left join officials_contact c on c.organisation_id = body.id where body.id = {organisation};

select post.code as shown, post.title_en, post.tier, p.ends_on, o.name_zh, o.family_name || ' ' || o.given_name,
    array(select e.name_en from officials_post_expertise x join officials_expertise e on e.code = x.expertise_id
        where x.post_id = post.id order by e."order", e.code)
from officials_post post left join placements_placement p on p.host_post_id = post.id and p.state = 'confirmed'
    and p.starts_on <= '2026-05-09' and p.ends_on >= '2026-05-09'
left join officials_official o on o.id = p.official_id
where post.organisation_id = {organisation} order by post.code limit 50;

select count(*), count(*) filter (where p.state = 'confirmed' and p.starts_on <= '2026-05-09' and p.ends_on >= '2026-05-09')
from placements_placement p join officials_post post on post.id = p.host_post_id
where post.organisation_id = {organisation} and p.state in ('proposed', 'confirmed');

select count(*), count(*) filter (where p.state = 'confirmed' and p.starts_on <= '2026-05-09' and p.ends_on >= '2026-05-09')
from placements_placement p join officials_post post on post.id = p.home_post_id
where post.organisation_id = {organisation} and p.state in ('proposed', 'confirmed')
