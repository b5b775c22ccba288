select body.code as shown, body.name_en, body.kind, body.tier, j.name_en, body.retired_on from officials_organisation body
join officials_jurisdiction j on j.code = body.jurisdiction_id order by body.jurisdiction_id, body.standing_order, body.code limit 50;

select count(*) from officials_organisation
