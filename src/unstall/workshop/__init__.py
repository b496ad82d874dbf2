"""The room: its set-up, what is on stage, everybody's votes until they are revealed."""
