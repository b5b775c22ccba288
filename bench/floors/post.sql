select post.code as shown, post.title_en, post.title_zh, post.tier, body.name_en, j.name_en, parent.name_en, post.retired_on,
    post.is_created_for_programme, post.needs_congress_decision, post.duties,
    array(select e.name_en from officials_post_expertise x join officials_expertise e on e.code = x.expertise_id
        where x.post_id = post.id order by e."order", e.code)
from officials_post post join officials_organisation body on body.id = post.organisation_id
join officials_jurisdiction j on j.code = body.jurisdiction_id left join officials_jurisdiction parent on parent.code = j.parent_id
where post.id = {post};

select p.number as shown, o.name_zh, o.family_name || ' ' || o.given_name, p.state, p.starts_on, p.original_ends_on, p.ends_on,
    home_body.name_en, home.title_en, c.ending_soon_days
from placements_placement p join placements_cycle c on c.id = p.cycle_id join officials_official o on o.id = p.official_id
join officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id = home.organisation_id
where p.host_post_id = {post} order by p.starts_on desc;

select p.number, p.starts_on, p.ends_on, p.host_post_id from placements_placement p
where p.home_post_id = {post} and p.state in ('proposed', 'confirmed') order by p.starts_on desc limit 50
