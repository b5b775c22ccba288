select post.id, post.title_en, body.name_en, place.name_en, post.retired_on
from officials_post post join officials_organisation body on body.id = post.organisation_id
join officials_jurisdiction place on place.code = body.jurisdiction_id
where place.city_id = '130600' and (post.is_created_for_programme or exists (select from placements_placement p
    where p.host_post_id = post.id and p.confirmed_at is not null))
order by (select p.ends_on from placements_placement p where p.host_post_id = post.id and p.state = 'confirmed'
    and p.starts_on <= '2026-05-09' and p.ends_on >= '2026-05-09') nulls last, post.code limit 50;

select p.host_post_id, p.home_region_id, p.state, p.starts_on, p.original_ends_on, p.ends_on, o.name_zh,
    o.family_name || ' ' || o.given_name as shown, r.asked_ends_on
from placements_placement p join officials_official o on o.id = p.official_id
left join placements_extensionrequest r on r.placement_id = p.id and r.state = 'submitted'
where p.state in ('proposed', 'confirmed') and p.ends_on >= '2026-01-01' and p.starts_on <= '2027-01-01'
    and p.host_post_id in (
    select post.id from officials_post post join officials_organisation body on body.id = post.organisation_id
    join officials_jurisdiction place on place.code = body.jurisdiction_id
    where place.city_id = '130600' and (post.is_created_for_programme or exists (select from placements_placement p
        where p.host_post_id = post.id and p.confirmed_at is not null))
    order by (select p.ends_on from placements_placement p where p.host_post_id = post.id and p.state = 'confirmed'
        and p.starts_on <= '2026-05-09' and p.ends_on >= '2026-05-09') nulls last, post.code limit 50)
order by p.host_post_id, p.starts_on
