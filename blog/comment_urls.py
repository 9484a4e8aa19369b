"""Addresses below /reactie/: one comment, for who reads it, wrote it, or decides about it."""

from django.urls import path

from blog.views.confirming import comment_confirm, comment_stop_answers, comment_stop_news
from blog.views.conversations import comment_detail
from blog.views.deciding import comment_decide
from blog.views.own_comments import comment_own
from blog.views.reports import comment_report

urlpatterns = [
    path("bevestigen/<str:token>/", comment_confirm, name="comment_confirm"),
    path("<plain:number>/", comment_detail, name="comment_detail"),
    path("<plain:number>/melden/", comment_report, name="comment_report"),
    path("beslissen/<str:token>/", comment_decide, name="comment_decide"),
    path("geen-mail/<str:token>/", comment_stop_answers, name="comment_stop_answers"),
    path("geen-bericht/<str:token>/", comment_stop_news, name="comment_stop_news"),
    path("van-jou/<str:token>/", comment_own, name="comment_own"),
]
