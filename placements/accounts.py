"""Who asks: the account, and what every page wants to know of it, read in one query.

Django asks once for the account, twice for its permissions; a page of ours asks for the official's name, for what
waits, and whether the small tables have changed. Here one statement answers all of them, at each request anew: rights
that are taken end at the next one. Nothing about a person is kept from one request to another.
"""

from django.contrib.auth.backends import ModelBackend

from exchangeoffice.prepared import prepared
from officials.models import Official, User
from placements.models.extensions import RequestState
from placements.reference import KEPT

# An account that signs in holds some ninety permissions by one group: nothing here is large. What waits is counted
# for those alone who decide, as ExtensionRequest.objects.reviewable_by(account).waiting() counts.
WITH_ALL = f"""
select account.*,
    may.permissions,
    official.family_name as official_family_name,
    official.given_name as official_given_name,
    official.name_zh as official_name_zh,
    case when array['placements.decide_extension', 'placements.view_extensionrequest'] <@ may.permissions then (
        select count(*) from placements_extensionrequest
        where state = '{RequestState.SUBMITTED.value}'
        and placement_id not in (select id from placements_placement where official_id = official.id)
    ) end as requests_waiting,
    ({KEPT.stamp_sql}) as stamp
from officials_user account
left join officials_official official on official.account_id = account.id
cross join lateral (
    select array(
        select app_label || '.' || codename
        from auth_permission join django_content_type on django_content_type.id = content_type_id
        where auth_permission.id in (
            select permission_id from officials_user_user_permissions where user_id = account.id
            union all
            select permission_id from auth_group_permissions join officials_user_groups using (group_id)
            where user_id = account.id
        )
    ) as permissions
) may
where account.id = %s
"""  # noqa: S608 - put together from names of ours


class Accounts(ModelBackend):
    """Django's own way of signing in, and one query for whoever is signed in."""

    def get_user(self, user_id):
        """The account of a session, while it may sign in."""
        with prepared():
            account = next(iter(User.objects.raw(WITH_ALL, [user_id])), None)
        if account is None or not self.user_can_authenticate(account):
            return None
        if not account.is_superuser:  # who holds all that there are, and is not asked
            account._perm_cache = set(account.permissions)  # where ModelBackend looks before it asks
        account.official_label = _official_label(account)
        return account


def _official_label(account):
    """What the official is called whose account this is; nothing where it is nobody's."""
    if account.official_family_name is None:
        return ""
    name = (account.official_family_name, account.official_given_name, account.official_name_zh)
    return str(Official(**dict(zip(("family_name", "given_name", "name_zh"), name, strict=True))))
