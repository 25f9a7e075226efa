"""The screens of the window, in the order of the sidebar; add a line for a new one."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.ui.navigation import Entry

SCREENS: tuple[Entry, ...] = (
    Entry("home", QT_TRANSLATE_NOOP("Sidebar", "Home"), "house", 0, "desktop.ui.home.view:HomeScreen"),
    Entry(
        "documents",
        QT_TRANSLATE_NOOP("Sidebar", "Documents"),
        "files",
        0,
        "desktop.ui.documents.view:DocumentsScreen",
    ),
    Entry(
        "medications",
        QT_TRANSLATE_NOOP("Sidebar", "Medications"),
        "pill",
        0,
        "desktop.ui.medications.view:MedicationsScreen",
    ),
    Entry(
        "results",
        QT_TRANSLATE_NOOP("Sidebar", "Test results"),
        "chart-line",
        0,
        "desktop.ui.results.view:ResultsScreen",
    ),
    Entry(
        "timeline",
        QT_TRANSLATE_NOOP("Sidebar", "Timeline"),
        "clock-counter-clockwise",
        0,
        "desktop.ui.timeline.view:TimelineScreen",
    ),
    Entry(
        "record",
        QT_TRANSLATE_NOOP("Sidebar", "Health record"),
        "notebook",
        0,
        "desktop.ui.record.view:WholeRecordScreen",
    ),
    Entry(
        "contacts",
        QT_TRANSLATE_NOOP("Sidebar", "Contacts"),
        "address-book",
        1,
        "desktop.ui.contacts.view:ContactsScreen",
    ),
    Entry(
        "questions",
        QT_TRANSLATE_NOOP("Sidebar", "Questions"),
        "chat-centered-text",
        1,
        "desktop.ui.questions.view:QuestionsScreen",
    ),
    Entry(
        "requests",
        QT_TRANSLATE_NOOP("Sidebar", "Requests"),
        "tray",
        1,
        "desktop.ui.requests.view:RequestsScreen",
    ),
    Entry(
        "opinions",
        QT_TRANSLATE_NOOP("Sidebar", "Opinions"),
        "scales",
        1,
        "desktop.ui.opinions.view:OpinionsScreen",
    ),
    Entry(
        "packets",
        QT_TRANSLATE_NOOP("Sidebar", "Packets"),
        "package",
        1,
        "desktop.ui.packet.view:PacketsScreen",
    ),
    Entry(
        "sent-log",
        QT_TRANSLATE_NOOP("Sidebar", "Sent log"),
        "paper-plane-tilt",
        -1,
        "desktop.ui.sentlog.view:SentLogScreen",
    ),
    Entry(
        "review",
        QT_TRANSLATE_NOOP("Sidebar", "Check this document"),
        "check",
        -1,
        "desktop.ui.review.view:ReviewScreen",
    ),
    Entry(
        "imaging",
        QT_TRANSLATE_NOOP("Sidebar", "Pictures of a scan"),
        "image",
        -1,
        "desktop.ui.imaging.view:ImagingScreen",
    ),
    Entry(
        "import",
        QT_TRANSLATE_NOOP("Sidebar", "Adding files"),
        "plus",
        -1,
        "desktop.ui.importing.view:ImportScreen",
    ),
    Entry(
        "lab-values",
        QT_TRANSLATE_NOOP("Sidebar", "Values to confirm"),
        "flask",
        -1,
        "desktop.ui.labvalues.view:LabValuesScreen",
    ),
    Entry(
        "health",
        QT_TRANSLATE_NOOP("Sidebar", "Vault health"),
        "shield-check",
        -1,
        "desktop.ui.health.view:HealthScreen",
    ),
    Entry(
        "watch", QT_TRANSLATE_NOOP("Sidebar", "New files"), "folder-open", -1, "desktop.ui.watching.view:WatchScreen"
    ),
    Entry("trash", QT_TRANSLATE_NOOP("Sidebar", "Trash"), "trash", -1, "desktop.ui.trash.view:TrashScreen"),
    Entry(
        "search",
        QT_TRANSLATE_NOOP("Sidebar", "Find"),
        "magnifying-glass",
        2,
        "desktop.ui.search.view:SearchScreen",
    ),
    Entry(
        "settings", QT_TRANSLATE_NOOP("Sidebar", "Settings"), "gear-six", 2, "desktop.ui.settings.view:SettingsScreen"
    ),
    Entry("help", QT_TRANSLATE_NOOP("Sidebar", "Help"), "question", 2, "desktop.ui.help.view:HelpScreen"),
)

FILES_HANDLER = "desktop.ui.importing.view:add_files"
"""The "module:function" that takes dropped or chosen files: called with (ScreenContext, Sequence[Path])."""
