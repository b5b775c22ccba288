select o.family_name || ' ' || o.given_name as shown, o.name_zh, r.number, r.submitted_at, r.asked_ends_on, p.number, p.ends_on,
    home.title_en, home_body.name_en, host.title_en, host_body.name_en
from placements_extensionrequest r join placements_placement p on p.id = r.placement_id
join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id
join officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id = home.organisation_id
where r.state = 'submitted' and 2 = (select count(distinct side) from placements_opinion w
    where w.request_id = r.id and w.level = 'organisation')
order by r.submitted_at, r.id desc limit 5;

select j.city_id, p.home_region_id, p.starts_on > '2026-05-09', p.ends_on <= '2026-08-07', count(*) from placements_placement p
join officials_post host on host.id = p.host_post_id join officials_organisation b on b.id = host.organisation_id
join officials_jurisdiction j on j.code = b.jurisdiction_id
where p.state = 'confirmed' and p.ends_on >= '2026-05-09' group by 1, 2, 3, 4;

select j.city_id, count(*) from officials_post host join officials_organisation b on b.id = host.organisation_id
join officials_jurisdiction j on j.code = b.jurisdiction_id
where host.retired_on is null and host.created_for_id is null and (host.is_created_for_programme or exists (select from placements_placement p
    where p.host_post_id = host.id and p.confirmed_at is not null)) and not exists (select from placements_placement p
    where p.host_post_id = host.id and p.state = 'confirmed' and p.starts_on <= '2026-05-09' and p.ends_on >= '2026-05-09')
group by 1;

select date_trunc('week', p.ends_on)::date, case when exists (select from placements_extensionrequest r
        where r.placement_id = p.id and r.state in ('submitted', 'returned')) then 'asked'
    when exists (select from placements_placement f where f.host_post_id = p.host_post_id and f.starts_on > p.ends_on
        and f.state in ('proposed', 'confirmed')) then 'arranged' else 'unasked' end, count(*)
from placements_placement p where p.state = 'confirmed' and p.ends_on between '2026-05-09' and '2026-08-07' group by 1, 2;

select p.home_region_id, p.host_region_id, q.places, count(*) from placements_quota q
join placements_placement p on (p.cycle_id, p.home_region_id, p.host_region_id) = (q.cycle_id, q.home_region_id, q.host_region_id)
where q.cycle_id = (select id from placements_cycle where year = 2025) and p.state in ('proposed', 'confirmed') group by 1, 2, 3;

select (select count(*) from placements_placement where state = 'proposed'),
    (select count(*) from placements_extensionrequest where state = 'submitted'),
    (select count(*) from placements_nomination where state = 'put_forward'),
    (select count(*) from placements_notice where state in ('failed', 'uncertain'))
