"""What leaves the site of the files of a call, for the agents who study them."""
