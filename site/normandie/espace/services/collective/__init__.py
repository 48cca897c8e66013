"""The collective of managers: what they write to one another, and what the team tells them."""
