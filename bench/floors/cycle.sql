select p.number, o.family_name || ' ' || o.given_name as shown, o.name_zh, home.title_en, home_body.name_en, host.title_en,
    host_body.name_en, j.name_en, parent.name_en, p.home_region_id, p.host_region_id, p.state, p.starts_on, p.original_ends_on, p.ends_on
from placements_placement p join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id
join officials_jurisdiction j on j.code = host_body.jurisdiction_id
left join officials_jurisdiction parent on parent.code = j.parent_id
join officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id = home.organisation_id
where p.cycle_id = (select id from placements_cycle where year = 2025) and p.state in ('proposed', 'confirmed')
order by o.pinyin_order, p.id limit 50;

select home_region_id, host_region_id, state, starts_on > '2026-05-09', ends_on < '2026-05-09', count(*)
from placements_placement where cycle_id = (select id from placements_cycle where year = 2025) group by 1, 2, 3, 4, 5;

select home_region_id, host_region_id, places from placements_quota
where cycle_id = (select id from placements_cycle where year = 2025);

select rank.tier, count(*) from placements_placement p join officials_official o on o.id = p.official_id
left join officials_rank rank on rank.code = o.rank_id
where p.cycle_id = (select id from placements_cycle where year = 2025) and p.state in ('proposed', 'confirmed') group by 1;

select e."group", count(distinct p.id) from placements_placement p
join officials_official_expertise f on f.official_id = p.official_id join officials_expertise e on e.code = f.expertise_id
where p.cycle_id = (select id from placements_cycle where year = 2025) and p.state in ('proposed', 'confirmed') group by 1;

select j.city_id, count(*) from placements_placement p join officials_post host on host.id = p.host_post_id
join officials_organisation b on b.id = host.organisation_id join officials_jurisdiction j on j.code = b.jurisdiction_id
where p.cycle_id = (select id from placements_cycle where year = 2025) and p.state in ('proposed', 'confirmed') group by 1
