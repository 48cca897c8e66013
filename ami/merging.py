"""What becomes of the files about a sheet that is merged in another."""

from directory.services.merging import follows

follows("ami.Dossier.place")
