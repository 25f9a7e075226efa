"""The sent log: who got what, when and how; entries can be added to, not changed."""
