"""PDFs: text and words by pypdfium2, pypdf as the second try, pictures of pages."""
