select o.family_name || ' ' || o.given_name as shown, o.name_zh, rank.name_en, body.name_en, home.title_en, post.title_en,
    host.name_en, j.name_en, parent.name_en, r.reasons::text, r.state, r.by_hand,
    array(select e.name_en from officials_official_expertise f join officials_expertise e on e.code = f.expertise_id
        where f.official_id = o.id order by e."order", e.code)
from placements_planrow r join placements_nomination n on n.id = r.nomination_id
join officials_official o on o.id = n.official_id left join officials_rank rank on rank.code = o.rank_id
join officials_post home on home.id = o.home_post_id join officials_organisation body on body.id = home.organisation_id
join placements_postoffer v on v.id = r.offer_id join officials_post post on post.id = v.post_id
join officials_organisation host on host.id = post.organisation_id
join officials_jurisdiction j on j.code = host.jurisdiction_id left join officials_jurisdiction parent on parent.code = j.parent_id
where r.plan_id = (select max(id) from placements_plan) and r.state in ('accepted', 'proposed')
order by host.jurisdiction_id, v.number;

select version, agreed_on, agreeing_body, made_at from placements_plan where id = (select max(id) from placements_plan)
