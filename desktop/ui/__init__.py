"""The window: the only package that imports PySide6 (qtawesome too).

How a page is made
------------------
One folder a screen: `view.py` lays out (a class with the `Screen` protocol of navigation.py, most simply a
`PageScreen`), `presenter.py` decides (no widgets: values in, values out). Add one line to screens.py:

    Entry("questions", QT_TRANSLATE_NOOP("Sidebar", "Questions"), "chat-centered-text", 1,
          "desktop.ui.questions.view:QuestionsScreen"),

    class QuestionsScreen(PageScreen):
        name = "questions"

        def __init__(self, context: ScreenContext) -> None:
            page = Page(context.window.tr("Questions"), "Most important first.")
            super().__init__(context, page)
            self._add = primary("Add a question…", self._add_question, icon="plus")
            page.set_actions(secondary("Print", self._print, icon="printer"), self._add)
            page.primary_button = page.add_button = self._add         # Ctrl+Enter, Ctrl+N
            page.add(self._list, None)                                # widgets, layouts, None = stretch
            page.set_bottom(left=[secondary("Back", …)], right=[primary("Next", …)], note="…")   # step-by-step only

        def reload(self, change: ChangeSet) -> None: …    # before first shown, then after every write, on this thread
        def open(self, target: str) -> None: …            # context.navigate("questions", id) lands here
        def save_draft(self) -> None: …                   # before lock, person change and leaving the screen
        def pictures(self): …                             # [("14-questions-after-visit", show it)] for screenshots

Rules of the kit
- Import widgets from `desktop.ui.widgets`, looks from `desktop.ui.theme`. Never write a color or a font.
- Distances are px at text size 100 %: `row(..., gap=12)`, `column(...)`, `pad(layout, 16)`, `gap(layout, 8)`,
  `limit(widget, width=200)` remember them and are measured again when the text size changes.
  For painting use `px(n)`, `color("primary")`, `font("small")` inside paintEvent. No setFixedSize.
- `label(text, kind, tone=…)`; `Pill(words, Status.DONE)`; `StatusLine`; `Card(*items, look="soft")`; `Notice`;
  `EmptyState`; `Field("Label", control, hint=…)` with `show_error`; `line_edit`, `TextArea`, `ComboBox`, `CheckBox`,
  `RadioButton`; `ChoiceRow` (one of several), `ChipBox` (any of them); `list_row`/`open_row`/`RowList`;
  `Panes(left, right, on_fold=…)`; `Stepper(steps, 0)`; `PagePreview`; `TrendChart`; `NumberBadge`.
- Icons: Phosphor names without "ph.": `set_icon(widget, "pill", "primary")`; they are redrawn with the theme.
- Dialogs: `d = Dialog(context.window, title)`, fill `d.body`, `d.set_buttons(right=[secondary("Cancel", d.reject),
  primary("Save", …)])`, `d.present()`. Ask with nouns: `confirm(context.window, title, text, "Delete CT report", …)`.
- Long work: `context.tasks.run(lambda progress, cancel: …, done=…, progress=…, owner=self.widget)`; an error that is
  not taken by `failed=` is shown as the three-part dialog. Quick reads (lists) may call the services directly.
- `show_when(widget, wanted)`, never setVisible(True) or show() on a widget without a parent: Qt opens a window.
- After a write: `context.toast(change.words, True)`; the window's Ctrl+Z undoes the last write of any screen.
- Texts: `self.tr("…")` in QObjects, `QCoreApplication.translate("Context", "…")` elsewhere, always with literals.
- `button(text, …, name="Change Ferritin")`: give an accessible name when the words alone do not say the object.
- Fields of one kind from the record: desktop.records.entry_fields.entry_fields(kind) says what `put` and `edit` take.
- Dropped and chosen files go to `screens.FILES_HANDLER`.
"""

from desktop.ui.sources import read_no_sources

read_no_sources()
