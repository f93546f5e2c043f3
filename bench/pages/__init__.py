"""The documents list and a remittance page, by the portal, by default Django and by hardly anything at all."""
