"""What the finance system hands over: each delivery is taken whole or not at all.

`handing_in` `api`   each time one is handed in: by command, by the watched folder, over HTTPS by programs with a key
`actions` `reading` `format` `merging`   from a folder or zip, through the checks, to the tables: one transaction
`tables` `progress` `report`   what they share: the four data files, how far one is, what became of it
`held`   what waits for a person: their decision, and the worker that acts on it
`feeds` `alarms`   how old is what deliveries bring, who is told of what failed or is late
`views` `forms` `presenters` `templates`   the staff pages: imports, API keys
`from_csv` `schemas`   for whoever writes deliveries: built from CSV extracts, and the format as JSON Schemas
"""
