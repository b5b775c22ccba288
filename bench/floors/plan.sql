select o.family_name || ' ' || o.given_name as shown, o.name_zh, rank.name_en, body.name_en, v.number, post.title_en, host.name_en,
    j.name_en, parent.name_en, r.expertise_points, r.tier_points, r.knowledge_points, r.reasons::text, r.state, r.is_fixed,
    (select array_agg(e.name_en) from officials_official_expertise f join officials_expertise e on e.code = f.expertise_id
        where f.official_id = o.id),
    (select array_agg(e.name_en) from placements_postoffer_wanted w join officials_expertise e on e.code = w.expertise_id
        where w.postoffer_id = v.id)
from placements_planrow r join placements_nomination n on n.id = r.nomination_id
join officials_official o on o.id = n.official_id left join officials_rank rank on rank.code = o.rank_id
join officials_post home on home.id = o.home_post_id join officials_organisation body on body.id = home.organisation_id
join placements_postoffer v on v.id = r.offer_id join officials_post post on post.id = v.post_id
join officials_organisation host on host.id = post.organisation_id
join officials_jurisdiction j on j.code = host.jurisdiction_id left join officials_jurisdiction parent on parent.code = j.parent_id
where r.plan_id = (select max(id) from placements_plan) and r.state <> 'set_aside'
order by r.expertise_points + r.tier_points + r.knowledge_points desc, v.number, r.id limit 25;

select home.region_id, n.state, r.state, exists (select from placements_placement p where p.official_id = n.official_id
    and p.cycle_id = n.cycle_id and p.state in ('proposed', 'confirmed')), count(*)
from placements_nomination n join officials_official o on o.id = n.official_id join officials_post home on home.id = o.home_post_id
left join placements_planrow r on r.nomination_id = n.id and r.state <> 'set_aside'
where n.cycle_id = (select id from placements_cycle where year = 2026) group by 1, 2, 3, 4;

select post.region_id, exists (select from placements_planrow r where r.offer_id = v.id and r.state in ('suggested', 'accepted')),
    count(*) from placements_postoffer v join officials_post post on post.id = v.post_id
where v.state = 'open' and v.cycle_id = (select id from placements_cycle where year = 2026) group by 1, 2
