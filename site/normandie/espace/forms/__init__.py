"""What managers fill: one small form for each subject of the sheet."""
