"""The domain: frozen values named as the field names them (FHIR R4), without I/O."""
