"""Builds a delivery from a finance system's CSV extracts, by a mapping in TOML. Needs no database.

`mapping` reads the mapping · `reading` the CSVs · `grouped` rows of a second CSV that belong to one of the first ·
`kinds` what a field of the format holds · `cells` one cell as its value · `makers` a row as the object of the format ·
`compiling` from a mapping's table to makers · `issued` the PDFs · `writing` the data files · `building` all of it.
"""
