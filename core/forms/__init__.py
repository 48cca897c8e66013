"""What the forms of several apps are made of: fields, widgets. No admin here."""
