"""D8: a message about one document, or about a person's payments, and what becomes of it.

`querysets` who may read it; `sending` by members of the public; `answering` by the finance team; `letters` the e-mails;
`forgetting` after the council's days; `forms` `views` `presenting` the pages of whoever asked.
"""
