"""What the finance system hands over: each delivery is taken whole or not at all.

`format` `reading` `merging` `actions`   from a folder or zip, through the checks, to the tables: one transaction
`tables` `progress` `report`   what they share: the four data files, how far one is, what became of it
`attempts` `telling` `inbox` `api` `keys`   each time one is handed in: by command, watched folder or over HTTPS
`deciding` `held`   what waits for a person: their decision, and the worker that acts on it
`feeds` `history` `alarms`   what is in and how old it is, what was handed in, who is told of what failed
`views` `forms` `presenters` `templates`   the staff pages: imports, API keys
`from_csv` `schemas`   for whoever writes deliveries: built from CSV extracts, and the format as JSON Schemas
"""
