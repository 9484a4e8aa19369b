"""The site with one fixed address among the offers, which has none of its own today."""

from django.urls import include, path
from django.views.generic import TemplateView

urlpatterns = [
    path("aanbod/bezet/", TemplateView.as_view(template_name="robots.txt"), name="taken"),
    path("", include("coaching_site.urls")),
]
