select post.code as shown, post.title_en, body.name_en, post.tier, post.is_created_for_programme, post.retired_on
from officials_post post join officials_organisation body on body.id = post.organisation_id order by post.code limit 50;

select count(*) from officials_post
