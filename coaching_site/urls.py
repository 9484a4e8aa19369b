"""Every address of the site; plain Dutch words, whatever the language of the interface."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from blog.page_cache import ARTICLE_CARDS, ARTICLE_TEXTS
from blog.sitemaps import ArticleSitemap, AuthorSitemap, TopicSitemap
from blog.views.previews import shared_preview
from coaching_site.http import health
from coaching_site.http.converters import PlainNumber
from coaching_site.http.media import media_file
from coaching_site.page_cache.decorators import cached_page
from coaching_site.site.home import home
from coaching_site.site.pages import page_detail
from coaching_site.site.robots import robots
from coaching_site.site.security_txt import security_txt
from coaching_site.site.sitemap_views import sitemap, sitemap_part
from coaching_site.site.sitemaps import FixedAddressSitemap, PageSitemap
from contact.sitemaps import OfferSitemap

register_converter(PlainNumber, "plain")
cached_sitemap = cached_page(depends_on=[ARTICLE_CARDS, ARTICLE_TEXTS])

SITEMAPS = {
    "vast": FixedAddressSitemap,
    "artikelen": ArticleSitemap,
    "themas": TopicSitemap,
    "auteurs": AuthorSitemap,
    "aanbod": OfferSitemap,
    "paginas": PageSitemap,
}

urlpatterns = [
    path("", home, name="home"),
    path("artikelen/", include("blog.urls")),
    path("reactie/", include("blog.comment_urls")),
    path("voorbeeld/<str:token>/", shared_preview, name="shared_preview"),
    path("", include("contact.urls")),
    path(
        "sitemap.xml",
        cached_sitemap(sitemap),
        {"sections": SITEMAPS},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>-<plain:number>.xml",
        cached_sitemap(sitemap_part),
        {"sections": SITEMAPS},
        name="sitemap_part",
    ),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("account/", include("coaching_site.accounts.urls")),
    path("admin/", admin.site.urls),
    path("<slug:slug>/", page_detail, name="page_detail"),
]
if not settings.IN_PRODUCTION:  # there the proxy sends images, with the headers of this view
    urlpatterns.insert(0, path("media/<path:path>", media_file, name="media_file"))

handler400 = "coaching_site.site.errors.bad_request"
handler403 = "coaching_site.site.errors.permission_denied"
handler404 = "coaching_site.site.errors.page_not_found"
handler429 = "coaching_site.site.errors.too_often"  # allauth asks for it
handler500 = "coaching_site.site.errors.server_error"
