select o.name_zh, o.family_name || ' ' || o.given_name as shown, p.number, c.name_en, home_body.name_en,
    home.title_en, host_body.name_en, host.title_en, p.starts_on, p.original_ends_on, p.ends_on, p.task,
    p.appointment_document_number, home_contact.family_name, home_contact.phone, host_contact.family_name,
    host_contact.phone, p.arrived_on from placements_placement p join officials_official o on o.id =
    p.official_id join placements_cycle c on c.id = p.cycle_id join officials_post host on host.id =
    p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id join
    officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id =
    home.organisation_id left join officials_contact home_contact on home_contact.id = p.home_contact_id left
    join officials_contact host_contact on host_contact.id = p.host_contact_id where p.id = {placement};

select kind, ends_on, entered_at from placements_termentry where placement_id = {placement} order by serial;

select number, state, asked_ends_on from placements_extensionrequest where placement_id = {placement};
