"""C-CDA and C32 documents: what portals give as "Download my record"."""
