from core.management.job_command import JobCommand
from normandie.search.jobs import feed


class Command(JobCommand):
    help = "Dit au moteur de recherche ce qui a changé, et refait un index qu’il aurait perdu."
    job = feed
