select name_en as shown, code from officials_jurisdiction where level = 'prefecture' order by code;

select j.city_id, p.home_region_id, p.starts_on, count(*) from placements_placement p 
join officials_post host on host.id = p.host_post_id join officials_organisation b on b.id = host.organisation_id
join officials_jurisdiction j on j.code = b.jurisdiction_id
 where p.state = 'confirmed' and p.ends_on >= '2026-05-09' group by 1, 2, 3;

select j.city_id, count(*) from placements_placement p join officials_post host on host.id = p.host_post_id
    join officials_organisation b on b.id = host.organisation_id join officials_jurisdiction j on j.code =
    b.jurisdiction_id where p.state = 'confirmed' and p.starts_on <= '2026-05-09' and p.ends_on between
    '2026-05-09' and '2026-08-07' group by 1;

select j.city_id, count(*) from officials_post host join officials_organisation b on b.id =
    host.organisation_id join officials_jurisdiction j on j.code = b.jurisdiction_id where host.retired_on is
    null and (host.is_created_for_programme or exists (select from placements_placement p where p.host_post_id
    = host.id and p.confirmed_at is not null)) and not exists (select from placements_placement p where
    p.host_post_id = host.id and p.state = 'confirmed' and p.starts_on <= '2026-05-09' and p.ends_on >=
    '2026-05-09') group by 1;
