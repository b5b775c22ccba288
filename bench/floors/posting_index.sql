select city.name_en as shown, home.name_en, found.n from (
    select p.home_region_id, j.city_id, count(*) as n from placements_placement p
    join officials_post post on post.id = p.host_post_id join officials_organisation body on body.id = post.organisation_id
    join officials_jurisdiction j on j.code = body.jurisdiction_id
    where p.state = 'confirmed' and p.cycle_id = (select id from placements_cycle where year = 2026)
        and j.city_id <> p.host_region_id group by 1, 2) found
join officials_jurisdiction home on home.code = found.home_region_id
join officials_jurisdiction city on city.code = found.city_id order by found.home_region_id, found.city_id limit 50;

select year, name_en from placements_cycle order by year desc
