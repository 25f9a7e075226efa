"""The packet as a folder for a USB stick or disc: the PDF, a page for any browser, IPS, pictures, a manifest."""
