"""Guides and XLSForms (ODK Collect, KoboCollect, Enketo): a guide written as a form for the phone, and forms read as guides. Pure."""
