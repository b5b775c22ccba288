select o.name_zh, o.family_name || ' ' || o.given_name as shown, rank.name_en, home.title_en, body.name_en, o.work_phone, o.email,
    o.birth_year, o.birth_month, o.personnel_number,
    array(select e.name_en from officials_official_expertise x join officials_expertise e on e.code = x.expertise_id
        where x.official_id = o.id order by e."order", e.code)
from officials_official o left join officials_rank rank on rank.code = o.rank_id
join officials_post home on home.id = o.home_post_id join officials_organisation body on body.id = home.organisation_id
where o.id = {who};

select p.number as shown, c.name_en, p.state, p.starts_on, p.original_ends_on, p.ends_on, home_body.name_en, home.title_en,
    host_body.name_en, host.title_en, j.name_en, parent.name_en, home_contact.family_name, home_contact.phone,
    host_contact.family_name, host_contact.phone
from placements_placement p join placements_cycle c on c.id = p.cycle_id
join officials_post host on host.id = p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id
join officials_jurisdiction j on j.code = host_body.jurisdiction_id left join officials_jurisdiction parent on parent.code = j.parent_id
join officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id = home.organisation_id
left join officials_contact home_contact on home_contact.id = p.home_contact_id
left join officials_contact host_contact on host_contact.id = p.host_contact_id
where p.official_id = {who} order by p.starts_on desc, p.number;

select r.number, r.state, r.submitted_at, r.asked_ends_on from placements_extensionrequest r
join placements_placement p on p.id = r.placement_id where p.official_id = {who} order by r.submitted_at desc
