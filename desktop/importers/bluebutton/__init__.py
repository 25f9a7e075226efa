"""Blue Button text: what My HealtheVet (VA) and MyMedicare.gov (CMS) give as a text file."""
