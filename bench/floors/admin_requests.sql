select r.number as shown, r.state, r.asked_ends_on, r.submitted_at, o.name_zh, p.number from placements_extensionrequest r
join placements_placement p on p.id = r.placement_id join officials_official o on o.id = p.official_id
order by r.submitted_at desc, r.id desc limit 50;

select count(*) from placements_extensionrequest
