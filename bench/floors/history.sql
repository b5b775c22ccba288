select p.number as shown, p.pgh_created_at, p.pgh_label, p.state, p.starts_on, p.ends_on, p.task, p.arrived_on, p.back_home_on, u.username
from placements_placementevent p left join officials_user u on u.id = (p.pgh_context ->> 'user')::bigint
where p.pgh_obj_id = {placement} order by p.pgh_id desc;

select t.pgh_created_at, t.kind, t.ends_on, t.entered_at from placements_termentryevent t where t.placement_id = {placement};

select r.pgh_created_at, r.state, r.number, r.asked_ends_on from placements_extensionrequestevent r
where r.placement_id = {placement} order by r.pgh_id
