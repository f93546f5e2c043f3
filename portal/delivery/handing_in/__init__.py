"""Each time a delivery is handed in: the attempt, how far it is while it runs, the watched folder, what staff read.

`attempts` `telling` `untold` `history`   an attempt from its beginning to its end, and how staff find it
`inbox` `lying` `marks`   the watched folder: what is put there, where it lies later, and whose it is
`again` `checking`   the same files once more: taken, or as a dry run
"""
