# syntax=docker/dockerfile:1
# The site in a container: compose.yaml says how it runs (docs/deployment.md).
FROM debian:bookworm-slim AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/normandie
COPY requirements.txt ./
RUN python3 -m venv .venv && .venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
# Static files are those of the image. Neither reads the database; the key serves for nothing else.
RUN export DJANGO_SETTINGS_MODULE=normandie.settings.production ALLOWED_HOSTS=localhost SECRET_KEY=of-the-build-alone \
    && .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && .venv/bin/python manage.py compress --force --verbosity 0 \
    && .venv/bin/python -m whitenoise.compress --quiet collected/CACHE \
    && .venv/bin/python -m compileall -q . \
    && mkdir var

FROM debian:bookworm-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 postgresql-client tzdata \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/normandie --no-create-home normandie
WORKDIR /srv/normandie
COPY --from=build /srv/normandie /srv/normandie
# All of the code is root's; what the site writes is in volumes, which begin as these folders.
RUN mkdir --parents var/media /var/backups/normandie \
    && chown --recursive 10001 var /var/backups/normandie
USER 10001
ENV DJANGO_SETTINGS_MODULE=normandie.settings.production BIND=0.0.0.0:8000
EXPOSE 8000
HEALTHCHECK --interval=30s --start-period=60s CMD [".venv/bin/python", "-c", "import os, urllib.request as web; web.urlopen(web.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=3)"]
ENTRYPOINT [".venv/bin/python"]
CMD ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "normandie.wsgi"]
