"""The board and the code as pictures, drawn on the server: what a video of a lesson shows."""
