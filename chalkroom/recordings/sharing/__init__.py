"""Links to a recording for those who have no account here: made by its teacher, for a while, and taken back."""
