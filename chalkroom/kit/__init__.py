"""What knows nothing of teaching: database, errors, jobs, mail, tokens, clock, pages."""
