select o.name_zh, o.family_name || ' ' || o.given_name as shown, rank.name_en, body.name_en, home.title_en, c.name_en, n.state,
    n.nominated_on, n.note, entered.username, n.entered_at, checked.username, n.checked_at, r.state,
    (select min(p.number) from placements_placement p where p.official_id = o.id and p.cycle_id = n.cycle_id
        and p.state in ('proposed', 'confirmed')),
    array(select e.name_en from officials_official_expertise f join officials_expertise e on e.code = f.expertise_id
        where f.official_id = o.id)
from placements_nomination n join placements_cycle c on c.id = n.cycle_id join officials_official o on o.id = n.official_id
left join officials_rank rank on rank.code = o.rank_id join officials_post home on home.id = o.home_post_id
join officials_organisation body on body.id = home.organisation_id
left join officials_user entered on entered.id = n.entered_by_id left join officials_user checked on checked.id = n.checked_by_id
left join placements_planrow r on r.nomination_id = n.id and r.state in ('suggested', 'accepted') where n.id = {nomination}
