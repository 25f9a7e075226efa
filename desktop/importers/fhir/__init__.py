"""FHIR: bundles, lines of resources and single resources that portals and phones export."""
