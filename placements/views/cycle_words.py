"""What the numbers of a cycle come to, in sentences: its balance, its gaps, and who is missing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from placements.balance import Sides
from placements.roster_filter import NO_TIER, TIER_CHOICES


class CycleWords:
    """The sentences of `CycleNumbers`, which has the numbers and the addresses."""

    @property
    def balance_in_words(self):
        """Whether each region sends as many as it receives, and the two numbers of each."""
        total = self.balance.total
        pairs = [
            _("{region} {sent} and {received}").format(
                region=region.name, sent=total.sent[region.code], received=total.received[region.code]
            )
            for region in self.regions
            if total.sent[region.code] or total.received[region.code]
        ]
        if not pairs:
            return _("Nobody is placed yet.")
        if not total.differences:
            words = _("Balance: each region sends as many as it receives.")
        else:
            said = [self._difference(code, more) for code, more in total.differences.items()]
            words = _("Not in balance: {regions}.").format(regions=pgettext("between items", ", ").join(said))
        sentence = _("{balance} Sent and received: {pairs}.")
        return sentence.format(balance=words, pairs=pgettext("between items", ", ").join(pairs))

    def _difference(self, code, more):
        if more > 0:
            words = ngettext(
                "{region} sends {n} more than it receives", "{region} sends {n} more than it receives", more
            )
        else:
            words = ngettext(
                "{region} receives {n} more than it sends", "{region} receives {n} more than it sends", -more
            )
        return words.format(region=self.places.name(code), n=abs(more))

    @property
    def gaps(self):
        """(sentence, address) of each direction that is not just filled."""
        return [(sentence, self._list_of(found)) for found in self.balance.directions if (sentence := self._gap(found))]

    def _gap(self, found):
        facts = {"direction": self.places.direction(found), "m": found.places}
        if found.places is None:
            words = ngettext(
                "{direction}: {n} placed without a quota", "{direction}: {n} placed without a quota", found.n
            )
            return words.format(n=found.n, **facts)
        if found.open == 0:
            return ""
        if found.open < 0:
            words = ngettext(
                "{direction}: {n} over the quota of {m}", "{direction}: {n} over the quota of {m}", -found.open
            )
        elif self.reads_proposals:
            words = ngettext("{direction}: {n} of {m} places open", "{direction}: {n} of {m} places open", found.open)
        else:
            words = ngettext(
                "{direction}: {n} of {m} places not confirmed yet",
                "{direction}: {n} of {m} places not confirmed yet",
                found.open,
            )
        return words.format(n=abs(found.open), **facts)

    # By tier, field and city

    @property
    def tier_words(self):
        missing = [label for tier, label in TIER_CHOICES if tier not in {*self.balance.tiers, NO_TIER}]
        words = dict(TIER_CHOICES)
        return self._sentences(
            _("Nobody is placed at: {names}."),
            missing,
            [(words[tier or NO_TIER], sides) for tier, sides in self.balance.tiers.items()],
        )

    @property
    def field_words(self):
        missing = [label for group, label in self.fields if group not in self.balance.fields]
        words = {**dict(self.fields), "": _("No field recorded")}
        return self._sentences(
            _("Nobody is placed from: {names}."),
            missing,
            [(words[group], sides) for group, sides in self.balance.fields.items() if group in words],
        )

    @property
    def city_words(self):
        """Cities of the regions that receive in this cycle to which nobody goes."""
        hosts = {found.host for found in self.balance.directions}
        missing = [
            name
            for code, name in self.places.cities
            if self.places.by_code[code].region_id in hosts
            and not self.places.by_code[code].is_region
            and not self.balance.cities.get(code, Sides()).received[code]
        ]
        return self._sentences(_("Nobody goes to: {names}."), missing, [])

    def _sentences(self, nobody, missing, counted):
        """Who is missing, and where sending and receiving differ most."""
        said = []
        if missing and self.balance.total.n:
            said.append(nobody.format(names=_("; ").join(str(name) for name in missing)))
        found = [
            (abs(more), str(label), code, sides) for label, sides in counted for code, more in sides.differences.items()
        ]
        if found:
            _most, label, code, sides = max(found, key=lambda difference: difference[0])
            sentence = _("Largest difference: {what}, {region} sends {sent} and receives {received}.")
            said.append(
                sentence.format(
                    what=label, region=self.places.name(code), sent=sides.sent[code], received=sides.received[code]
                )
            )
        return said
