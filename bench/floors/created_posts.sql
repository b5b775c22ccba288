select post.title_en, body.name_en, j.name_en, parent.name_en, o.name_zh, o.family_name || ' ' || o.given_name, post.created_why,
    p.number as shown, p.ends_on
from officials_post post join officials_official o on o.id = post.created_for_id
join officials_organisation body on body.id = post.organisation_id
join officials_jurisdiction j on j.code = body.jurisdiction_id left join officials_jurisdiction parent on parent.code = j.parent_id
join lateral (select * from placements_placement p where p.host_post_id = post.id and p.state = 'confirmed'
    order by p.starts_on desc limit 1) p on true
where post.retired_on is null and p.ends_on < '2026-05-09'
    and not exists (select from placements_postrenewal r where r.placement_id = p.id)
order by post.code limit 50
