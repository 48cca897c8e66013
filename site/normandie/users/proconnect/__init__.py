"""ProConnect, the sign-in of public agents, for those who have an account here."""
