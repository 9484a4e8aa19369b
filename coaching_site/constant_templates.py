"""What is the same in every page is worked out once: addresses of files, translated words.

A third of the work of Django's templates for a page of this site was `{% static %}`,
`{% url %}` without arguments and `{% translate %}` of words in quotation marks. None depends
on the page, so neighbouring ones become one piece of text, for each language, when they are first
shown. The templates themselves stay as they are written.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.template import Context, Engine, Template
from django.template.base import FilterExpression, Node, NodeList, TextNode
from django.template.defaulttags import IfNode, LoadNode, URLNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import cached, filesystem
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class Loader(cached.Loader):
    """Django's own loader, which keeps templates, for the site's own ones as constant as can be."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template: Any = super().get_template(template_name, skip)
        if not hasattr(template, "is_settled"):
            template.is_settled = True
            if type(template.origin.loader) is filesystem.Loader:
                settle(template.nodelist, self.engine)
        return template  # type: ignore[no-any-return]


class ConstantNode(Node):
    """Several nodes that give the same in every page; what they give, by language."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes, self._given = NodeList(nodes), dict[str | None, SafeString]()

    def render_annotated(self, context: Context) -> SafeString:
        return self.render(context)

    def render(self, context: Context) -> SafeString:
        language = get_language()
        if language not in self._given:
            self._given[language] = self._nodes.render(_nothing(context))
        return self._given[language]


class ConstantVariableNode(Node):
    """A node that gives a variable the same value in every page (`{% url "home" as address %}`)."""

    def __init__(self, node: Node, name: str) -> None:
        self._node, self._name, self._given = node, name, dict[str | None, Any]()

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self._given:
            nothing = _nothing(context)
            self._node.render(nothing)
            self._given[language] = nothing[self._name]
        context[self._name] = self._given[language]
        return ""


class FoundTemplate:
    """The template of an `{% include %}` that names it in quotation marks, looked up once."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self._name = engine, name

    def resolve(self, _context: Context) -> Template:
        return self.template

    @cached_property
    def template(self) -> Template:
        return self._engine.get_template(self._name)


def settle(nodes: NodeList, engine: Engine) -> None:
    """Put constant nodes in the place of what is constant, here and in everything inside."""
    settled: list[Node] = []
    constant: list[Node] = []
    for node in nodes:
        _settle_inside(node, engine)
        if isinstance(node, TextNode | ConstantNode) or _is_constant(node):
            constant.append(node)
            continue
        settled += [*_joined(constant), _with_constant_value(node)]
        constant = []
    nodes[:] = [*settled, *_joined(constant)]


def _settle_inside(node: Node, engine: Engine) -> None:
    for inside in _lists_inside(node):
        settle(inside, engine)
    if isinstance(node, IncludeNode) and _is_quoted(node.template):
        node.template = FoundTemplate(engine, node.template.var)  # type: ignore[assignment]


def _lists_inside(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (inside for _condition, inside in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        inside = getattr(node, name, None)
        if isinstance(inside, NodeList):
            yield inside


def _joined(constant: list[Node]) -> list[Node]:
    """Return one node for several; text alone is constant as it is."""
    worth_it = any(not isinstance(node, TextNode) for node in constant)
    return [ConstantNode(constant)] if worth_it else constant


def _is_constant(node: Node) -> bool:
    if isinstance(node, IncludeNode):
        return _shows_the_same_everywhere(node)
    return isinstance(node, LoadNode) or (_asks_nothing(node) and _variable_of(node) is None)


def _shows_the_same_everywhere(node: IncludeNode) -> bool:
    """Tell whether an include gets nothing (`only`) and holds nothing but constants."""
    if (
        not node.isolated_context
        or node.extra_context
        or not isinstance(node.template, FoundTemplate)
    ):
        return False
    return all(
        isinstance(each, TextNode | ConstantNode) for each in node.template.template.nodelist
    )


def _with_constant_value(node: Node) -> Node:
    name = _variable_of(node)
    return ConstantVariableNode(node, name) if name and _asks_nothing(node) else node


def _variable_of(node: Node) -> str | None:
    return getattr(node, "asvar", None) or getattr(node, "varname", None)


def _asks_nothing(node: Node) -> bool:
    """Tell whether a tag is given nothing but words in quotation marks."""
    if isinstance(node, StaticNode):
        return _is_quoted(node.path)
    if isinstance(node, URLNode):
        return _is_quoted(node.view_name) and not node.args and not node.kwargs
    if isinstance(node, TranslateNode):
        words, about = node.filter_expression, node.message_context
        return _is_quoted(words) and (about is None or _is_quoted(about))
    return False


def _is_quoted(expression: FilterExpression) -> bool:
    """Tell whether an expression is a text; `{% translate %}` wraps its own in a variable."""
    if not isinstance(expression, FilterExpression) or expression.filters:
        return False
    return isinstance(expression.var, str) or isinstance(expression.var.literal, str)


def _nothing(page: Context) -> Context:
    """Return the context of a page of which nothing is known."""
    nothing = Context()
    nothing.template = page.template
    return nothing
