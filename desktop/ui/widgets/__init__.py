"""The kit: what pages are made of. Import from here."""

from desktop.ui.widgets.badge import NumberBadge
from desktop.ui.widgets.boxes import Card, Item, box, clear, column, dismiss, fill, line, row
from desktop.ui.widgets.buttons import RowButton, button, danger, icon_button, link, primary, say, secondary, shorten
from desktop.ui.widgets.choice_card import ChoiceCard
from desktop.ui.widgets.choices import CheckBox, Chip, ChipBox, ChoiceRow, RadioButton
from desktop.ui.widgets.dialog import Dialog, Scrim, confirm, three_parts
from desktop.ui.widgets.drop_zone import DropZone
from desktop.ui.widgets.fields import ComboBox, EnterKey, Field, TextArea, line_edit
from desktop.ui.widgets.flow import FlowLayout, flow
from desktop.ui.widgets.focus_ring import FocusRing, bring_into_view
from desktop.ui.widgets.notice import EmptyState, Notice
from desktop.ui.widgets.page import Page, PageScroll
from desktop.ui.widgets.page_preview import Mark, PagePicture, PagePreview
from desktop.ui.widgets.panes import Panes
from desktop.ui.widgets.row_list import RowList
from desktop.ui.widgets.rows import RowItem, list_row, open_row
from desktop.ui.widgets.showing import show_when
from desktop.ui.widgets.status import Pill, Status, StatusLine
from desktop.ui.widgets.stepper import Stepper
from desktop.ui.widgets.text import OneLine, glyph, label
from desktop.ui.widgets.toast import Toast
from desktop.ui.widgets.trend_chart import ChartPoint, TrendChart

__all__ = [
    "Card",
    "ChartPoint",
    "CheckBox",
    "Chip",
    "ChipBox",
    "ChoiceCard",
    "ChoiceRow",
    "ComboBox",
    "Dialog",
    "DropZone",
    "EmptyState",
    "EnterKey",
    "Field",
    "FlowLayout",
    "FocusRing",
    "Item",
    "Mark",
    "Notice",
    "NumberBadge",
    "OneLine",
    "Page",
    "PagePicture",
    "PagePreview",
    "PageScroll",
    "Panes",
    "Pill",
    "RadioButton",
    "RowButton",
    "RowItem",
    "RowList",
    "Scrim",
    "Status",
    "StatusLine",
    "Stepper",
    "TextArea",
    "Toast",
    "TrendChart",
    "box",
    "bring_into_view",
    "button",
    "clear",
    "column",
    "confirm",
    "danger",
    "dismiss",
    "fill",
    "flow",
    "glyph",
    "icon_button",
    "label",
    "line",
    "line_edit",
    "link",
    "list_row",
    "open_row",
    "primary",
    "row",
    "say",
    "secondary",
    "shorten",
    "show_when",
    "three_parts",
]
