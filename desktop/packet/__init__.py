"""Plans, makes, checks and delivers the packet for a second doctor."""
