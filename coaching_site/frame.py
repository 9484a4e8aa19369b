"""What stands around every public page: the practice, its menu and the foot of the page."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from coaching_site.compiled_queries import CompiledQuery
from coaching_site.http.addresses import absolute, address_of, path_of, telephone_link
from coaching_site.json_rows import JSONRows
from coaching_site.models import Page, SiteSettings
from coaching_site.models.site_settings import SINGLETON_ID
from coaching_site.pieces import BLANK, Value, fill_each, fill_piece
from coaching_site.time.clock import shown_moment

HERE = SafeString(' aria-current="page"')
BELOW = SafeString(' aria-current="true"')


def _settings_with_pages() -> QuerySet[SiteSettings]:
    columns = JSONObject(title="title", slug="slug", in_menu="in_menu")
    pages = {"page_rows": JSONRows(Page.objects.values_list(columns))}
    return SiteSettings.objects.filter(pk=SINGLETON_ID).annotate(**pages)


_SETTINGS_WITH_PAGES = CompiledQuery(_settings_with_pages)


class Frame:
    """What `base.html` shows as `frame`; one query, once a template asks for any of it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request, self._path = request, request.path

    @cached_property
    def settings(self) -> SiteSettings:
        """Return the settings, or unsaved defaults when the row is missing."""
        return _SETTINGS_WITH_PAGES.first() or SiteSettings(pk=SINGLETON_ID)

    @property
    def practice_name(self) -> str:
        """Return what the practice is called."""
        return self.settings.practice_name

    @property
    def tagline(self) -> str:
        """Return what it says of itself in a line."""
        return self.settings.tagline

    @property
    def telephone_link(self) -> str:
        """Return where a press on its number leads; nowhere without one."""
        number = self.settings.telephone
        return telephone_link(number) if number else ""

    @property
    def canonical(self) -> str:
        """Return the whole address of the page, whatever was asked of it."""
        return absolute(self._path)

    @property
    def banner(self) -> SafeString:
        """Return the word above the site of another moment, for who looks at that."""
        moment = shown_moment()
        if not moment:
            return BLANK
        return render_to_string("blog/_future_banner.html", {"moment": moment}, self._request)

    @property
    def header(self) -> SafeString:
        """Return the name of the practice, the menu and the search; what is open is marked."""
        articles, search = path_of("article_list"), path_of("article_search")
        is_among_articles = self._path.startswith(articles) and self._path != search
        menu = [page for page in self._pages if page["in_menu"]]
        return fill_piece(
            "coaching_site/layout/_header.html",
            practice_name=self.practice_name,
            home=self._here("home"),
            articles=self._here("article_list") or (BELOW if is_among_articles else BLANK),
            offers=self._here("offer_list") or self._below("offer_list"),
            contact=self._here("inquiry_create"),
            pages=fill_each("coaching_site/layout/_header.html#page", map(self._link, menu))
            or BLANK,
        )

    @property
    def footer(self) -> SafeString:
        """Return what the practice is, where it is found and what else there is to read."""
        settings = self.settings
        return fill_piece(
            "coaching_site/layout/_footer.html",
            practice_name=settings.practice_name,
            tagline=settings.tagline,
            address=settings.address,
            telephone=settings.telephone,
            telephone_link=self.telephone_link,
            chamber_of_commerce_number=settings.chamber_of_commerce_number,
            pages=fill_each("coaching_site/layout/_footer.html#page", map(self._link, self._pages))
            or BLANK,
        )

    def response(self, template_name: str, /, **values: Value) -> HttpResponse:
        """Answer with a page that is a piece (`coaching_site/pieces.py`), in this frame."""
        around: dict[str, Value] = {
            "frame.practice_name": self.practice_name,
            "frame.tagline": self.tagline,
            "frame.canonical": self.canonical,
            "frame.banner": self.banner,
            "frame.header": self.header,
            "frame.footer": self.footer,
        }
        return HttpResponse(fill_piece(template_name, **around, **values))

    @property
    def _pages(self) -> list[dict[str, Any]]:
        return getattr(self.settings, "page_rows", [])  # unsaved defaults have none

    def _link(self, page: dict[str, Any]) -> dict[str, Value]:
        address = address_of("page_detail", page["slug"])
        here = HERE if address == self._path else BLANK
        return {"title": page["title"], "address": address, "here": here}

    def _here(self, view_name: str) -> SafeString:
        return HERE if self._path == path_of(view_name) else BLANK

    def _below(self, view_name: str) -> SafeString:
        return BELOW if self._path.startswith(path_of(view_name)) else BLANK
