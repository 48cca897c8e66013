"""What partners did or propose at a place, where its sheet is merged in another."""

from directory.services.merging import follows

follows("partners.PartnerAction.place", "partners.EventProposal.place")
