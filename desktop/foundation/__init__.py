"""What every other package stands on; standard library only."""
