"""Deposits by thousands on a running site, whose processes are killed and whose mail is away.

    .venv/bin/python -m tools.deposits --files 1000 --kills 10
    .venv/bin/python -m tools.deposits --database postgres://user@127.0.0.1/postgres

On a database of its own, made and erased by the program: drafts are written there, then deposited
over HTTP, each until its receipt is shown, some twice. Meanwhile gunicorn and the worker are killed
(SIGKILL) at random and started again as systemd would, and no mail server listens. It comes back
once all is deposited. Nothing may be lost, doubled, or numbered with a gap; a mail may come twice
only where its worker was killed between the server's answer and the mark (decision 17).
"""
