select o.family_name || ' ' || o.given_name as shown, o.name_zh, rank.name_en, body.name_en, n.note,
    array(select f.expertise_id from officials_official_expertise f where f.official_id = o.id),
    array(select b.jurisdiction_id from placements_placement p join officials_post post on post.id = p.host_post_id
        join officials_organisation b on b.id = post.organisation_id where p.official_id = o.id and p.state = 'confirmed')
from placements_nomination n join officials_official o on o.id = n.official_id
left join officials_rank rank on rank.code = o.rank_id join officials_post home on home.id = o.home_post_id
join officials_organisation body on body.id = home.organisation_id where n.id = {nomination};

select v.number, post.title_en, post.tier, host.name_en, host.expertise_id, j.name_en, parent.name_en,
    o.family_name || ' ' || o.given_name, r.state,
    array(select e.name_en from placements_postoffer_wanted w join officials_expertise e on e.code = w.expertise_id
        where w.postoffer_id = v.id)
from placements_postoffer v join officials_post post on post.id = v.post_id
join officials_organisation host on host.id = post.organisation_id
join officials_jurisdiction j on j.code = host.jurisdiction_id left join officials_jurisdiction parent on parent.code = j.parent_id
left join placements_planrow r on r.offer_id = v.id and r.state in ('suggested', 'accepted')
left join placements_nomination n on n.id = r.nomination_id left join officials_official o on o.id = n.official_id
where v.cycle_id = (select id from placements_cycle where year = 2026) and v.state = 'open' and post.region_id = '130000'
    and not exists (select from placements_placement p where p.host_post_id = post.id and p.cycle_id = v.cycle_id
        and p.state in ('proposed', 'confirmed'))
order by array(select w.expertise_id from placements_postoffer_wanted w where w.postoffer_id = v.id)
    && array(select f.expertise_id::varchar from officials_official_expertise f join placements_nomination m
        on m.official_id = f.official_id where m.id = {nomination}) desc, v.number limit 25
