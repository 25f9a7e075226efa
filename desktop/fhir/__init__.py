"""Facts as HL7 FHIR R4 resources, one file a resource; values in, JSON out."""
