"""What each finding is worth, in bits: how many times more often (as a power of two) it is seen with the right person
than with another. Fixed and versioned: weights learnt live from blocked pairs learn "same household" instead.

A change here or in the comparing modules is a new RULE_VERSION: assessments are kept for ever with theirs.
"""

from typing import Final

RULE_VERSION: Final = "2026.2"

# Forename. One adult in about a hundred has the same common forename: 2^-7.
FORENAME_SAME: Final = 7.0
FORENAME_KNOWN: Final = 6.0  # a known-as or middle name on file, or a nickname: seldom meant otherwise
FORENAME_SPELLING: Final = 5.5  # another spelling of one name (Mohammed, Muhammad)
FORENAME_TYPO: Final = 5.0
FORENAME_SHORT: Final = 4.0  # begins alike, may be a short form we do not know
FORENAME_INITIAL: Final = 3.0  # one in about twelve shares an initial
FORENAME_ALIKE: Final = 0.5  # two letters differ, or both are names of their own (Jean, Joan): says little
FORENAME_DIFFERENT: Final = -5.0

# Surname. About one in 400 has the same; within one house nearly everybody, so it is worth less than it seems.
SURNAME_SAME: Final = 8.0
SURNAME_PREVIOUS: Final = 7.5
SURNAME_HALF: Final = 7.0
SURNAME_SPELLING: Final = 6.5
SURNAME_TYPO: Final = 6.5
SURNAME_ALIKE: Final = 3.0
SURNAME_DIFFERENT: Final = -3.0  # mild: people marry, and files are late

SWAPPED_NAMES: Final = -0.5  # for both names together: so that the plain order wins where both fit

# Date of birth. 80 years have 29,000 days: 2^-14.
BORN_SAME: Final = 14.0
BORN_SWAPPED: Final = 11.0
BORN_DIGIT: Final = 10.0
BORN_TRANSPOSED: Final = 10.0
BORN_YEAR: Final = 9.5  # off by one, ten or a hundred
BORN_NEXT_DAY: Final = 9.5
BORN_FIRST_OF_JANUARY: Final = 4.0  # a day written where none was known
BORN_TWO_PARTS: Final = 2.0  # only the day, only the month or only the year differs, by more than a digit
BORN_DIFFERENT: Final = -7.0

# Place: one field, so that a household does not count twice. A postcode has some forty people on a large file.
PLACE_HOUSE: Final = 12.0
PLACE_POSTCODE: Final = 11.0
PLACE_EARLIER: Final = 10.5  # an address they have left
PLACE_TYPO: Final = 9.0
PLACE_STREET: Final = 8.0  # house and street, with another postcode
PLACE_NEAR: Final = 3.0  # the same postcode district
PLACE_DIFFERENT: Final = -1.5  # mild: people move

REFERENCE_SAME: Final = 16.0
REFERENCE_TYPO: Final = 11.0
REFERENCE_DIFFERENT: Final = -2.0  # letters of other offices are copied too

# Against a prior of one in a million (-20 bits): nothing below POSSIBLE is shown as more than weak.
STRONG_FROM: Final = 24.0
POSSIBLE_FROM: Final = 13.0
WORTH_SHOWING: Final = 3.0
# Of two candidates nearer than this none is strong: about one in a hundred would be the other.
CLEAR_LEAD: Final = 6.0
