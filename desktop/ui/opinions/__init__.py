"""The opinions page: what each doctor thinks, side by side; none is marked as better."""
