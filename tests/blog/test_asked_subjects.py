"""Questions become articles: marks, the draft, what readers see, and who hears of it, once."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.asked_subjects.announcing import ASKERS_JOB, BEFORE_TELLING
from blog.asked_subjects.drafting import article_about
from blog.conversations.of_address import erase_everything
from blog.models import Article, AskedQuestion, AskedSubject, Author, Comment
from blog.models.asked_subjects import AskedSubjectError, SubjectState
from blog.tasks.asked_subjects import mail_about_an_article
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from tests.at_once import at_once
from tests.everywhere import places_with
from tests.factories import make_article, make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject() -> AskedSubject:
    return AskedSubject.objects.create(title="Kringgesprekken")


def ask(
    subject: AskedSubject, article: Article, text: str = "Hoe dan?", **fields: object
) -> Comment:
    """Make a public comment whose writer wants to hear of answers, among the questions."""
    fields = {"wants_answers": True, "confirmed_at": timezone.now()} | fields
    comment = make_comment(article, text, **fields)
    subject.take(comment)
    return comment


def draft(subject: AskedSubject, by: User) -> Article:
    return article_about(AskedSubject.objects.get(pk=subject.pk), by=by)[0]


def publish(article: Article) -> Article:
    """Publish the newest version, as a new request does."""
    article = Article.objects.get(pk=article.pk)
    article.publish(article.newest_version, by=None)
    return article


def run_jobs() -> None:
    """Do what is queued for who asked, as the worker does when its time has come."""
    for job in ProcrastinateJob.objects.filter(task_name=ASKERS_JOB):
        mail_about_an_article(**job.args)


def told() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("recipient", flat=True))


def counted(subject: AskedSubject) -> int:
    askers: int = AskedSubject.objects.with_askers().get(pk=subject.pk).askers
    return askers


def test_an_address_counts_once_and_who_left_none_each_time(
    subject: AskedSubject, article: Article
) -> None:
    assert counted(subject) == 0
    ask(subject, article, email="noor@voorbeeld.nl")
    ask(subject, article, email="Noor@voorbeeld.nl")
    ask(subject, make_article(), email="ties@voorbeeld.nl", state="refused")
    ask(subject, article, email="")
    ask(subject, article, email="")
    spam = ask(subject, article, email="spam@voorbeeld.nl")
    Comment.objects.filter(pk=spam.pk).update(state="spam")
    assert counted(subject) == 4


def test_a_comment_asks_about_one_subject(subject: AskedSubject, article: Article) -> None:
    comment = ask(subject, article)
    other = AskedSubject.objects.create(title="Rust")
    other.take(comment)
    other.take(comment)
    assert (counted(subject), counted(other)) == (0, 1)


@pytest.mark.parametrize("state", ["unconfirmed", "spam", "withdrawn"])
def test_what_is_nobodys_question_is_not_marked(
    subject: AskedSubject, article: Article, state: str
) -> None:
    with pytest.raises(AskedSubjectError):
        subject.take(make_comment(article, state=state))
    assert not AskedQuestion.objects.exists()


def test_a_subject_is_open_then_written_then_answered(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    ask(subject, article)

    def state() -> SubjectState:
        found = AskedSubject.objects.get(pk=subject.pk).state
        in_lists = [each for each in SubjectState if AskedSubject.objects.in_state(each)]
        assert in_lists == [found]
        return found

    assert state() == SubjectState.OPEN
    answer = draft(subject, coach)
    assert state() == SubjectState.WRITING
    answer = publish(answer)
    assert state() == SubjectState.ANSWERED
    with pytest.raises(AskedSubjectError):
        subject.take(make_comment(article))
    answer.move_to_trash()
    assert state() == SubjectState.OPEN
    answer.delete()
    assert state() == SubjectState.OPEN


def test_the_draft_begins_with_the_questions_and_nobody_s_name(
    subject: AskedSubject, article: Article, coach: User, marit: Author
) -> None:
    ask(
        subject,
        article,
        "Hoe begin ik?\n\n<b>Bij</b> leerling Daan lukt het niet. Ik wil zo graag!\n\nGroet, Wil",
        name="Wil Verzonnen",
        email="wil@voorbeeld.nl",
    )
    ask(subject, article, "En met 30 kinderen? Mail wil2@voorbeeld.nl", email="wil2@voorbeeld.nl")
    ask(subject, article, "Wat ik alleen jou vraag.", state="private")
    ask(subject, article, "Wat geweigerd is.", state="refused")
    answer = draft(subject, coach)
    version = answer.versions.get()
    content = version.read()
    assert (answer.state, content.title, content.authors) == ("draft", subject.title, (marit.pk,))
    assert content.body.count("<blockquote>") == 2
    assert "Hoe begin ik?" in content.body
    assert "Ik wil zo graag!" in content.body
    assert "&lt;b&gt;Bij" in content.body
    written = str(version.content)
    for hidden in ("Wil", "Verzonnen", "Daan", "@voorbeeld", "Lezer", "alleen jou", "geweigerd"):
        assert hidden not in written
    assert draft(subject, coach) == answer
    assert Article.objects.count() == 2


def test_a_draft_in_the_trash_makes_room_for_another(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    first = draft(subject, coach)
    first.move_to_trash()
    assert draft(subject, coach) != first


def test_the_thread_says_where_it_is_answered_while_that_is_public(
    client: Client, subject: AskedSubject, article: Article, coach: User
) -> None:
    question = ask(subject, article)
    ask(subject, article, parent=question)
    ask(subject, article, "Niet te zien.", state="refused")
    answer = draft(subject, coach)

    def page() -> str:
        return Client().get(article.get_absolute_url()).content.decode()

    assert "Beantwoord in" not in page()
    answer = publish(answer)
    assert page().count("Beantwoord in") == 2
    assert f'<a href="{answer.get_absolute_url()}">Kringgesprekken</a>' in page()
    answer.unpublish()
    assert "Beantwoord in" not in page()


def test_each_who_agreed_hears_once_of_the_article_and_not_of_the_question(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    ask(subject, article, "Hoe begin ik met Daan?", name="Noor", email="noor@voorbeeld.nl")
    ask(subject, make_article(), email="Noor@voorbeeld.nl")
    ask(subject, article, email="wacht@voorbeeld.nl", state="pending")
    ask(subject, article, email="wil-niet@voorbeeld.nl", wants_answers=False)
    ask(subject, article, email="onbevestigd@voorbeeld.nl", confirmed_at=None)
    for state in ("refused", "private", "removed"):
        ask(subject, article, email=f"{state}@voorbeeld.nl", state=state)
    answer = draft(subject, coach)
    run_jobs()
    assert told() == []
    publish(answer)
    run_jobs()
    publish(answer)
    run_jobs()
    assert told() == ["noor@voorbeeld.nl", "wacht@voorbeeld.nl"]
    mail = OutgoingMail.objects.get(recipient="noor@voorbeeld.nl")
    assert answer.get_absolute_url() in mail.text
    assert "/reactie/geen-mail/" in mail.text
    for part in (mail.text, mail.html):
        assert "Kringgesprekken" in part
        for secret in ("Hoe begin ik", "Daan", "Noor"):
            assert secret not in part


def test_a_mail_waits_for_the_moment_of_the_article_and_for_five_minutes_more(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    ask(subject, article)
    answer = draft(subject, coach)
    tomorrow = timezone.now() + timedelta(days=1)
    content = answer.newest_version.read()
    version = answer.save_version(
        type(content)(title=content.title, slug=content.slug, publish_at=tomorrow),
        by=coach,
        based_on=1,
    )
    Article.objects.get(pk=answer.pk).publish(version, by=coach)
    job = ProcrastinateJob.objects.get(task_name=ASKERS_JOB)
    assert job.scheduled_at == tomorrow + BEFORE_TELLING
    run_jobs()
    assert told() == []
    with time_machine.travel(tomorrow + BEFORE_TELLING):
        run_jobs()
    assert told() == ["lezer@voorbeeld.nl"]


def test_what_is_taken_back_within_five_minutes_is_told_to_nobody_until_it_returns(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    ask(subject, article)
    answer = publish(draft(subject, coach))
    answer.move_to_trash()
    run_jobs()
    assert told() == []
    answer.take_out_of_trash()
    run_jobs()
    assert told() == ["lezer@voorbeeld.nl"]


def test_an_article_that_answers_nobody_asks_for_no_mails(article: Article) -> None:
    article.take_out_of_trash()
    assert not ProcrastinateJob.objects.filter(task_name=ASKERS_JOB).exists()


@pytest.mark.parametrize("is_public", [False, True])
def test_an_erased_question_is_in_no_text_any_more(
    subject: AskedSubject, article: Article, coach: User, is_public: bool
) -> None:
    comment = ask(subject, article, "Hoe kweek ik vlinderstruiken?")
    ask(subject, article, "Wat doe ik met kevers?", email="ties@voorbeeld.nl")
    answer = draft(subject, coach)
    if is_public:
        publish(answer)
    assert "blog_articleversion.content" in places_with("vlinderstruiken")
    comment.delete()
    assert places_with("vlinderstruiken") == set()
    assert "blog_articleversion.content" in places_with("kevers")
    assert counted(subject) == 1


def test_a_question_that_its_writer_takes_back_is_in_no_text_any_more(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    comment = ask(subject, article, "Hoe kweek ik vlinderstruiken?")
    answer = publish(draft(subject, coach))
    comment.withdraw()
    assert places_with("vlinderstruiken") == set()
    assert counted(subject) == 0
    assert Article.objects.get(pk=answer.pk).body_html.strip() == ""


def test_everything_under_an_address_goes_from_subjects_too(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    answered = ask(subject, article, "Over vlinderstruiken.", email="noor@voorbeeld.nl")
    ask(subject, article, "Nog meer vlinderstruiken.", email="Noor@voorbeeld.nl")
    make_comment(article, parent=answered, email="ties@voorbeeld.nl")
    publish(draft(subject, coach))
    run_jobs()
    erase_everything("noor@voorbeeld.nl")
    assert places_with("vlinderstruiken", "noor@") == set()
    assert counted(subject) == 0


def test_a_question_that_its_writer_changes_is_quoted_no_more_and_stays_one(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    comment = ask(subject, article, "Hoe kweek ik vlinderstruiken?")
    answer = draft(subject, coach)
    comment.change(name="Lezer", text="Hoe begin ik?", read_first=False)
    assert places_with("vlinderstruiken") == set()
    assert answer.versions.get().read().body.strip() == ""
    assert counted(subject) == 1


def test_shortened_words_go_from_what_is_quoted_and_from_nothing_else(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    comment = ask(subject, article, "Over Wybren, en meer.", name="Lezer")
    answer = draft(subject, coach)
    first = answer.newest_version.read()
    body = first.body.replace("Wybren", "onze Wybren") + "<p>Wybren is een naam.</p>"
    answer.save_version(first.with_text(body), by=coach, based_on=1)
    publish(answer)
    comment.shorten(["Wybren"], by=coach)
    assert "Wybren" not in answer.versions.get(number=1).content["body"]
    read = Article.objects.get(pk=answer.pk)
    assert "Over onze [naam weggelaten], en meer." in read.body_html
    assert "Wybren is een naam." in read.body_html


def test_a_subject_that_is_deleted_or_loses_a_question_leaves_the_texts_alone(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    comment = ask(subject, article, "Hoe kweek ik vlinderstruiken?")
    draft(subject, coach)
    comment.asked_question.delete()
    assert "blog_articleversion.content" in places_with("vlinderstruiken")
    AskedSubject.objects.get().take(Comment.objects.get())
    AskedSubject.objects.get().delete()
    assert "blog_articleversion.content" in places_with("vlinderstruiken")


def test_merged_subjects_have_all_questions_and_the_one_draft(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    other = AskedSubject.objects.create(title="In de kring")
    ask(subject, article, email="noor@voorbeeld.nl")
    ask(other, article, email="noor@voorbeeld.nl")
    ask(other, article, email="ties@voorbeeld.nl")
    answer = draft(other, coach)
    AskedSubject.objects.get(pk=other.pk).merge_into(subject)
    merged = AskedSubject.objects.get()
    assert (merged, merged.article, counted(merged)) == (subject, answer, 2)
    third = AskedSubject.objects.create(title="Nog een")
    draft(third, coach)
    with pytest.raises(AskedSubjectError):
        AskedSubject.objects.get(pk=third.pk).merge_into(merged)


def test_a_longer_conversation_costs_no_more_queries(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(article.get_absolute_url())
        return len(queries)

    ask(subject, article)
    publish(draft(subject, coach))
    few = cost()
    for number in range(20):
        AskedQuestion.objects.create(
            subject=subject, comment=make_comment(article, email=f"{number}@voorbeeld.nl")
        )
    assert cost() == few


MANY_LINES = "1. Vlinderstruik bij de deur\n2. en dan?\n\n- Vlinderstruik achter"


@pytest.mark.parametrize("way", ["erased", "taken back", "made private", "refused", "removed"])
def test_a_question_of_many_lines_leaves_every_quote(
    subject: AskedSubject, article: Article, coach: User, way: str
) -> None:
    state = "approved" if way == "removed" else "pending"
    comment = ask(subject, article, MANY_LINES, state=state)
    answer = draft(subject, coach)
    assert "blog_articleversion.content" in places_with("Vlinderstruik")
    ways = {
        "erased": lambda: erase_everything(comment.email),
        "taken back": comment.withdraw,
        "made private": lambda: comment.make_private(by=coach),
        "refused": lambda: comment.refuse(by=coach),
        "removed": lambda: comment.remove(by=coach),
    }
    ways[way]()
    publish(answer)
    assert "Vlinderstruik" not in Client().get(answer.get_absolute_url()).content.decode()
    assert not [place for place in places_with("Vlinderstruik") if "article" in place]


def test_a_question_that_was_shortened_still_leaves_its_quote(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    comment = ask(subject, article, "Leerling Daan vindt de vlinderstruik eng.", state="pending")
    draft(subject, coach)
    comment.shorten(["Daan"], by=coach)
    assert "blog_articleversion.content" in places_with("vlinderstruik")
    erase_everything(comment.email)
    assert places_with("vlinderstruik") == set()


def test_a_question_leaves_drafts_of_before_too(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    comment = ask(subject, article, "Waarom een vlinderstruik?")
    draft(subject, coach).move_to_trash()
    draft(subject, coach)
    AskedSubject.objects.create(title="Rust").take(comment)
    erase_everything(comment.email)
    assert places_with("vlinderstruik") == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Jan Jansen",
            "Groetjes jan jansen, zeg ik maar, en dan nog heel veel woorden erachter aan.",
        ),
        ("Jan Jansen", "JAN JANSEN vraagt het."),
        ("Wybrechtje", "Hoe dan?\ngroetjes wybrechtje"),
    ],
)
def test_a_name_in_any_letters_stays_out_of_the_draft(
    subject: AskedSubject, article: Article, coach: User, name: str, text: str
) -> None:
    ask(subject, article, text, name=name)
    content = draft(subject, coach).versions.get().read()
    assert name.rsplit(maxsplit=1)[-1].lower() not in content.body.lower()


def test_a_subject_that_is_gone_begins_no_draft(subject: AskedSubject, coach: User) -> None:
    AskedSubject.objects.all().delete()
    with pytest.raises(AskedSubjectError):
        article_about(subject, by=coach)


def test_who_asks_about_another_subject_now_is_told_of_its_answer_too(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    comment = ask(subject, article, email="noor@voorbeeld.nl")
    publish(draft(subject, coach))
    run_jobs()
    other = AskedSubject.objects.create(title="Rust")
    other.take(comment)
    publish(draft(other, coach))
    run_jobs()
    assert told() == ["noor@voorbeeld.nl"] * 2


def test_subjects_merge_after_one_of_two_articles_was_thrown_away(
    subject: AskedSubject, article: Article, coach: User
) -> None:
    other = AskedSubject.objects.create(title="Rust")
    ask(subject, article)
    draft(subject, coach).move_to_trash()
    kept = draft(other, coach)
    AskedSubject.objects.get(pk=subject.pk).merge_into(AskedSubject.objects.get(pk=other.pk))
    assert AskedSubject.objects.get().article == kept


@pytest.mark.django_db(transaction=True)
def test_pressing_at_once_begins_one_article(article: Article, coach: User) -> None:
    subject = AskedSubject.objects.create(title="Kringgesprekken")
    ask(subject, article)
    at_once(lambda _number: draft(subject, coach), range(4))
    assert Article.objects.exclude(pk=article.pk).count() == 1
