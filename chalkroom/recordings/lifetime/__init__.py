"""From the moment when a replay can be watched until its recording is deleted: who is told, and when."""
