"""index.html: the record as a page that needs neither Sheaf nor the internet."""

from desktop.services.export.page.record_page import people_page, record_page

__all__ = ["people_page", "record_page"]
