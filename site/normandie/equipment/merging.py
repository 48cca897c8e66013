"""What becomes of kits and loans, where the sheet of their place is merged in another."""

from directory.services.merging import follows

follows(
    "equipment.EquipmentKit.home",
    "equipment.EquipmentKit.place",
    "equipment.Loan.place",
)
