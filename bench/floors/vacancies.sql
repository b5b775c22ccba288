select post.title_en, b.name_en as shown, post.tier, last.ends_on + 1 as free, o.name_zh, o.family_name
from officials_post post join officials_organisation b on b.id = post.organisation_id
left join lateral (select p.ends_on, p.official_id from placements_placement p where p.host_post_id = post.id
    and p.state = 'confirmed' and p.starts_on <= '2026-05-09' order by p.ends_on desc limit 1) last on true
left join officials_official o on o.id = last.official_id
where (post.is_created_for_programme or exists (select from placements_placement p where p.host_post_id = post.id
    and p.confirmed_at is not null)) and post.retired_on is null and post.created_for_id is null
    and (last.ends_on is null or last.ends_on < '2026-11-05')
    and not exists (select from placements_placement p where p.host_post_id = post.id and p.state = 'confirmed'
        and p.starts_on > '2026-05-09')
order by last.ends_on nulls first, post.code limit 50;
