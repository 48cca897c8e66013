"""Addresses of the collective: of no place in particular."""

from django.urls import path

from normandie.espace.models import Answer, Comment, Question
from normandie.espace.views import mailed_links

from .views.collective import (
    equipment,
    experiments,
    home,
    loans,
    peers,
    questions,
    roadmap,
    withdrawal,
)

urlpatterns = [
    path("", home.CollectiveHomeView.as_view(), name="collective"),
    path("actualites/", home.NewsView.as_view(), name="collective_news"),
    path("gerants/", peers.PeersView.as_view(), name="collective_peers"),
    path("gerants/moi/", peers.ProfileView.as_view(), name="collective_profile"),
    path("gerants/<int:peer>/ecrire/", peers.MessageView.as_view(), name="collective_message"),
    path("documents/", home.DocumentsView.as_view(), name="collective_documents"),
    path("documents/<int:document>/", home.DocumentView.as_view(), name="collective_document"),
    path("questions/", questions.QuestionsView.as_view(), name="collective_questions"),
    path("questions/poser/", questions.AskView.as_view(), name="collective_ask"),
    path("questions/<int:question>/", questions.QuestionView.as_view(), name="collective_question"),
    path(
        "questions/<int:question>/resolue/",
        questions.ResolveView.as_view(),
        name="collective_resolve",
    ),
    path(
        "questions/<int:written>/retirer/",
        withdrawal.WithdrawalView.as_view(model=Question),
        name="collective_withdraw_question",
    ),
    path(
        "reponses/<int:written>/retirer/",
        withdrawal.WithdrawalView.as_view(model=Answer),
        name="collective_withdraw_answer",
    ),
    path("feuille-de-route/", roadmap.RoadmapView.as_view(), name="collective_roadmap"),
    path("feuille-de-route/<int:axis>/", roadmap.AxisView.as_view(), name="collective_axis"),
    path(
        "feuille-de-route/<int:axis>/soutien/",
        roadmap.SupportView.as_view(),
        name="collective_support",
    ),
    path(
        "commentaires/<int:written>/retirer/",
        withdrawal.WithdrawalView.as_view(model=Comment),
        name="collective_withdraw_comment",
    ),
    path("materiel/", equipment.EquipmentView.as_view(), name="equipment"),
    path("materiel/<int:kit>/", equipment.KitView.as_view(), name="equipment_kit"),
    path("materiel/<int:kit>/demander/", equipment.AskView.as_view(), name="equipment_ask"),
    path("materiel/<int:kit>/panne/", equipment.BreakdownView.as_view(), name="equipment_broken"),
    path("materiel/prets/", equipment.PastLoansView.as_view(), name="past_loans"),
    path("materiel/prets/<int:loan>/", loans.LoanView.as_view(), name="loan"),
    path("materiel/prets/<int:loan>/fiche/", loans.LoanSheetView.as_view(), name="loan_sheet"),
    path(
        "materiel/prets/<int:loan>/fiche.pdf",
        loans.LoanSheetPDFView.as_view(),
        name="loan_sheet_pdf",
    ),
    path(
        "materiel/prets/<int:loan>/<slug:action>/",
        loans.LoanActionView.as_view(),
        name="loan_action",
    ),
    path("experimentations/", experiments.ExperimentsView.as_view(), name="experiments"),
    path(
        "experimentations/<int:experiment>/participer/",
        experiments.OfferView.as_view(),
        name="experiment_offer",
    ),
    path("ne-plus-recevoir/<str:secret>/", mailed_links.leave_mails, name="collective_leave"),
]
