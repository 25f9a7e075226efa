"""Photos and scans: JPEG, PNG, HEIC and TIFF, each picture a page."""
