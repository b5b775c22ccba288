select place.name_en as shown, p.home_region_id, count(*), count(*) filter (where p.ends_on <= '2026-08-07')
from placements_placement p join officials_post host on host.id = p.host_post_id
join officials_organisation body on body.id = host.organisation_id
join officials_jurisdiction place on place.code = body.jurisdiction_id
where p.state = 'confirmed' and place.city_id = '130600' and p.ends_on >= '2026-05-09' and p.starts_on <= '2026-05-09'
group by 1, 2;

select place.code, p.starts_on, count(*) from placements_placement p join officials_post host on host.id = p.host_post_id
join officials_organisation body on body.id = host.organisation_id
join officials_jurisdiction place on place.code = body.jurisdiction_id
where p.state = 'confirmed' and place.city_id = '130600' and p.starts_on between '2026-05-10' and '2026-08-07' group by 1, 2;

select p.ends_on, count(*) from placements_placement p join officials_post host on host.id = p.host_post_id
join officials_organisation body on body.id = host.organisation_id
join officials_jurisdiction place on place.code = body.jurisdiction_id
where p.state = 'confirmed' and place.city_id = '130600' and p.ends_on between '2026-05-09' and '2026-08-07' group by 1;

select post.title_en, body.name_en, (select max(p.ends_on) + 1 from placements_placement p
    where p.host_post_id = post.id and p.state = 'confirmed') as free
from officials_post post join officials_organisation body on body.id = post.organisation_id
join officials_jurisdiction place on place.code = body.jurisdiction_id
where place.city_id = '130600' and post.retired_on is null and (post.is_created_for_programme or exists (
    select from placements_placement p where p.host_post_id = post.id and p.confirmed_at is not null))
    and not exists (select from placements_placement p where p.host_post_id = post.id and p.state = 'confirmed'
        and p.ends_on >= '2026-05-09')
order by free desc nulls last, post.code
