"""DICOM: the files of scans, and their pictures."""
