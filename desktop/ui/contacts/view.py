"""The contacts page: care team as cards, family and helpers as rows."""

from __future__ import annotations

from functools import partial

from desktop.foundation import clock
from desktop.records.authority import Authority
from desktop.records.changes import ChangeSet
from desktop.records.contact import Contact
from desktop.records.fact import Fact, FactKind
from desktop.ui.contacts.authorities import authority_row, ended, ended_notice
from desktop.ui.contacts.cards import ContactCard, family_row
from desktop.ui.contacts.grid import CardGrid
from desktop.ui.contacts.presenter import care_team, family
from desktop.ui.facts.detail import FactDetail
from desktop.ui.forms.focus import keeping_focus
from desktop.ui.forms.proposals import ProposalsCard, stated, waiting
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import EmptyState, Page, clear, label, primary


class ContactsScreen(RecordScreen):
    """Shows who helps, and how to reach them."""

    name = "contacts"
    kinds = frozenset({FactKind.CONTACTS.value, FactKind.AUTHORITIES.value})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Contacts")))
        self.title = self.page.title.text()
        self.contacts: list[Contact] = []
        self.authorities: list[Authority] = []
        self.add = primary(self.tr("Add a contact…"), lambda: self.forms.add(FactKind.CONTACTS), icon="plus")
        self.page.set_actions(self.add)
        self.page.add_button = self.page.primary_button = self.add

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if not self.concerns(change.kinds):
            return
        facts = self.context.workspace.records.list(FactKind.CONTACTS, self.context.person_id)
        self.contacts = [one for one in stated(facts) if isinstance(one, Contact)]
        self._waiting = waiting(facts)
        papers = self.context.workspace.records.list(FactKind.AUTHORITIES, self.context.person_id)
        self.authorities = [one for one in stated(papers) if isinstance(one, Authority)]
        keeping_focus(self.page, self._show)

    def open(self, target: str) -> None:
        """Open the form of a contact, or the empty one."""
        super().open(target)
        for one in self.contacts:
            if one.id == target:
                self.once_shown(partial(self.forms.edit, one))

    def _show(self) -> None:
        clear(self.page.content)
        if self._waiting:
            documents = self.own_documents()
            self.page.add(ProposalsCard(self.context, self._waiting, documents, self.forms.edit, _detail))
        for one in ended(self.authorities, clock.today()):
            self.page.add(ended_notice(one, self.forms.edit))
        team, helpers = care_team(self.contacts), family(self.contacts)
        if team:
            self.page.add(label(self.tr("Care team"), "section"))
            self.page.add(CardGrid([ContactCard(one, self.forms.edit) for one in team]))
        if helpers:
            self.page.add(label(self.tr("Family and helpers"), "section"))
            self.page.add(*(family_row(one, self.forms.edit) for one in helpers))
        if self.authorities:
            own = self.own_documents()
            self.page.add(label(self.tr("Who may act"), "section"))
            self.page.add(
                *(
                    authority_row(one, own, show=self._show_detail, open_source=self.open_source)
                    for one in self.authorities
                )
            )
        if not self.contacts and not self._waiting and not self.authorities:
            text = self.tr("Add the doctor you will see first.")
            self.page.add(EmptyState("address-book", self.tr("No contacts yet."), text))
        self.page.add(None)

    def _show_detail(self, fact: Fact) -> None:
        FactDetail(self.context, fact, self.forms.edit).present()


def _detail(fact: Fact) -> str:
    if not isinstance(fact, Contact):
        return ""
    return ", ".join(part for part in (fact.role, fact.facility, fact.phone) if part)
