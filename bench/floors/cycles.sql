select c.name_en as shown, c.starts_on, c.ends_on, (select sum(places) from placements_quota q where q.cycle_id = c.id)
from placements_cycle c order by c.year desc;

select cycle_id, home_region_id, host_region_id, count(*), count(*) filter (where state = 'confirmed')
from placements_placement where state in ('proposed', 'confirmed') group by 1, 2, 3;

select cycle_id, home_region_id, host_region_id, places, is_trial from placements_quota
