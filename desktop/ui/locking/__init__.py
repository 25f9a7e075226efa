"""When and how a vault closes by itself: idle, sleep, screen lock, user switch, and the fresh process after it."""
