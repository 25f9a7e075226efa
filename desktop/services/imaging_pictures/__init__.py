"""Pictures of scans for the window: decoded in the sandbox, kept in memory only, shaded as the person asks."""
