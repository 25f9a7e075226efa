"""The packet builder: five steps, saved after every change, and nothing leaves the computer until the last."""
