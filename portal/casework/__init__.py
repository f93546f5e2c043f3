"""The finance team's screens. A page is found by one word: its view, form, presenter, templates and tests share it.

`views` `forms` `presenters` `templates`   the pages
`queue` `filters` `search` `ticked` `clock`   what a list of requests shows, and what is done with many of them
`candidates` `assessed` `sides` `comparing`   whom a request may be about, side by side
`others` `timeline` `presence` `colleagues` `onwards` `giveaways`   what else stands around a request and its decision
`accounts` `seen_documents` `changes` `on_file` `on_documents`   accounts, what deliveries changed, people, documents
`messages`   what people ask about their documents
`email_log` `email_actions` `reports`   the e-mails, the figures
`remembered`   what somebody searched for
"""
