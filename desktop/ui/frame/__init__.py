"""The frame of the window: sidebar or top bar, the shown screen, dropping files, shortcuts."""
