select name_en, year, starts_on, ends_on, programme_ends_on from placements_cycle where year = 2026;

select home.name_en || ' to ' || host.name_en || ': ' || q.places as shown, q.is_trial from placements_quota q
join officials_jurisdiction home on home.code = q.home_region_id join officials_jurisdiction host on host.code = q.host_region_id
where q.cycle_id = (select id from placements_cycle where year = 2026);

select count(*) from placements_postoffer v where v.state = 'open' and v.cycle_id = (select id from placements_cycle where year = 2026)
    and not exists (select from placements_placement p where p.host_post_id = v.post_id and p.cycle_id = v.cycle_id
        and p.state in ('proposed', 'confirmed'))
