"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import URLPattern, URLResolver, include, path

from .views import (
    closures,
    dates,
    guide,
    home,
    kit,
    labels,
    mailed_links,
    papers,
    poles,
    preview,
    programme,
    registrations,
    reports,
    sheet,
    team,
    traffic,
    workshop_form,
    workshop_sending,
    workshops,
)

sheet_urls = [
    path("", sheet.SheetView.as_view(), name="sheet"),
    path("apercu/", preview.PreviewView.as_view(), name="preview"),
    path("standard/", preview.RecordView.as_view(), name="record"),
    path("photos/ajouter/", sheet.NewPhotoView.as_view(), name="new_photo"),
    path("<slug:subject>/", sheet.SubjectView.as_view(), name="subject"),
]

closure_urls = [
    path("", closures.ClosuresView.as_view(), name="closures"),
    path("retirer/", closures.ReopenView.as_view(), name="reopen"),
    path("aujourdhui/", closures.ClosedTodayView.as_view(), name="closed_today"),
]

team_urls = [
    path("", team.TeamView.as_view(), name="team"),
    path("<int:person>/", team.LeaveView.as_view(), name="team_leave"),
    path("invitations/<int:invitation>/", team.WithdrawView.as_view(), name="team_withdraw"),
]

workshop_urls = [
    path("", workshops.WorkshopsView.as_view(), name="workshops"),
    path("nouveau/", workshop_form.NewWorkshopView.as_view(), name="workshop_new"),
    path("modeles/", workshops.SourcesView.as_view(), name="workshop_sources"),
    path("apercu-des-dates/", workshop_form.DatesPreviewView.as_view(), name="dates_preview"),
    path("<int:event>/", workshops.WorkshopHomeView.as_view(), name="workshop"),
    path("<int:event>/modifier/", workshop_form.EditWorkshopView.as_view(), name="workshop_edit"),
    path("<int:event>/verifier/", workshop_sending.CheckView.as_view(), name="workshop_check"),
    path(
        "<int:event>/apercu/", workshop_sending.PagePreviewView.as_view(), name="workshop_preview"
    ),
    path("<int:event>/annuler/", workshop_sending.CallOffView.as_view(), name="workshop_call_off"),
    path("<int:event>/retirer/", workshop_sending.WithdrawView.as_view(), name="workshop_withdraw"),
]

date_urls = [
    path("", dates.DateView.as_view(), name="date"),
    path("deplacer/", dates.MoveView.as_view(), name="date_move"),
    path("<slug:deed>/", dates.DeedView.as_view(), name="date_deed"),
]

registration_urls = [
    path("", registrations.DateRegistrationsView.as_view(), name="date_registrations"),
    path("ajouter/", registrations.AddRegistrationView.as_view(), name="add_registration"),
    path("liste/", registrations.PrintedListView.as_view(), name="printed_registrations"),
    path("presence/", registrations.PresenceView.as_view(), name="presence"),
    path("<int:registration>/retirer/", registrations.TakeOffView.as_view(), name="take_off"),
    path("<int:registration>/prevenu/", registrations.ToldView.as_view(), name="told"),
]

kit_urls = [
    path("", kit.KitView.as_view(), name="kit"),
    path("code-qr.svg", kit.CodeView.as_view(), {"extension": "svg"}, name="code_svg"),
    path("code-qr.png", kit.CodeView.as_view(), {"extension": "png"}, name="code_png"),
    path(
        "labels/<slug:label>/code-qr.svg",
        kit.LabelCodeView.as_view(),
        {"extension": "svg"},
        name="label_code_svg",
    ),
    path(
        "labels/<slug:label>/code-qr.png",
        kit.LabelCodeView.as_view(),
        {"extension": "png"},
        name="label_code_png",
    ),
    path("logos/<slug:label>/", kit.LogoView.as_view(), name="logo"),
    path("programme/", papers.WallProgrammeView.as_view(), name="wall_programme"),
    path("programme.pdf", papers.WallProgrammePDFView.as_view(), name="wall_programme_pdf"),
    path("plaque/", papers.PlaqueView.as_view(), name="plaque"),
    path("plaque.pdf", papers.PlaquePDFView.as_view(), name="plaque_pdf"),
    path("integrer/", kit.EmbeddingView.as_view(), name="embedding"),
]

place_urls: list[URLPattern | URLResolver] = [
    path("", home.PlaceHomeView.as_view(), name="place"),
    path("rien-na-change/", closures.UnchangedView.as_view(), name="unchanged"),
    path("fiche/", include(sheet_urls)),
    path("fermetures/", include(closure_urls)),
    path("equipe/", include(team_urls)),
    path("ateliers/", include(workshop_urls)),
    path("dates/<int:date>/", include(date_urls)),
    path("programme/", programme.ProgrammeView.as_view(), name="programme"),
    path("programme.pdf", programme.ProgrammePdfView.as_view(), name="programme_pdf"),
    path("programme.csv", programme.ProgrammeCsvView.as_view(), name="programme_csv"),
    path("inscriptions/", registrations.RegistrationsView.as_view(), name="registrations"),
    path("ateliers/dates/<int:date>/inscriptions/", include(registration_urls)),
    path("chiffres/", registrations.FiguresView.as_view(), name="figures"),
    path("chiffres.csv", registrations.FiguresCsvView.as_view(), name="figures_csv"),
    path("frequentation/", traffic.TrafficView.as_view(), name="traffic"),
    path("frequentation.csv", traffic.TrafficCSVView.as_view(), name="traffic_csv"),
    path("communication/", include(kit_urls)),
    path("label/", labels.LabelView.as_view(), name="label"),
    path("label/demander/<int:call>/", labels.LabelRequestView.as_view(), name="label_request"),
    path("label/bilan/<int:year>/", labels.YearlyReportView.as_view(), name="label_report"),
    path("signalements/", reports.ReportsView.as_view(), name="reports"),
    path("signalements/<int:report>/", reports.ReportView.as_view(), name="report"),
]

pole_urls = [
    path("", poles.PoleHomeView.as_view(), name="pole"),
    path("page/", poles.PolePageView.as_view(), name="pole_page"),
    path("contacts/", poles.PoleContactsView.as_view(), name="pole_contacts"),
]

app_name = "espace"
urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("lieux/<int:place>/", include(place_urls)),
    path("pole/<slug:pole>/", include(pole_urls)),
    path("collectif/", include("normandie.espace.collective_urls")),
    path("aide/", guide.GuideView.as_view(), name="guide"),
    path("aide/<slug:slug>/", guide.GuideView.as_view(), name="guide"),
    path("horaires/", sheet.HoursPreviewView.as_view(), name="hours_preview"),
    path("verifier/<str:secret>/", mailed_links.confirm_by_link, name="confirm"),
]
