"""The ground floor: what two apps share. It imports none of them."""
