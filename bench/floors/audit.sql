select e.at, u.username, e.command, e.kind, e.record, e.deed, e.action, e.address, e.request, p.number,
    o.name_zh, t.kind, t.ends_on, n.state,
    coalesce(nominated.family_name || ' ' || nominated.given_name, '') as shown
from officials_auditevent e left join officials_user u on u.id = e.by_id
left join placements_planrowevent r on e.kind = 'placements_planrow' and r.pgh_id = e.event
left join placements_nomination n on n.id = r.nomination_id
left join officials_official nominated on nominated.id = n.official_id
left join officials_officialevent o on e.kind = 'officials_official' and o.pgh_id = e.event
left join placements_termentryevent t on e.kind = 'placements_termentry' and t.pgh_id = e.event
left join placements_placementevent p on e.kind = 'placements_placement' and p.pgh_id = e.event
order by e.at desc, e.id desc limit 50;

select count(*) from (select from officials_auditevent limit 10001) counted
