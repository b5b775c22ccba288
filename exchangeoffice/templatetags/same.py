"""Parts of pages that are the same for everybody: drawn once for a language, then kept."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.tag
def same_for_all(parser: Parser, _token: Token) -> "SameForAll":
    """What stands up to ``{% endsame %}``: words, pictures, addresses without a key.

    It is drawn without the page's context, so that nothing of a person or a request can get into what is kept.
    """
    nodes = parser.parse(("endsame",))
    parser.delete_first_token()
    return SameForAll(nodes)


class SameForAll(template.Node):
    """Kept as long as the template is, which in debug is one page."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.drawn: dict[str | None, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        language = get_language()
        if language not in self.drawn:
            nothing = template.Context()
            with nothing.bind_template(context.template):  # type: ignore[arg-type]  # what is drawn has one
                self.drawn[language] = self.nodelist.render(nothing)
        return self.drawn[language]
