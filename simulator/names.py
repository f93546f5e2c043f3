"""Plausible names of the people of a British county: from here, and from everywhere its families came from."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Heritage:
    """Names that go together. `share` is how many families in a hundred, about."""

    share: int
    female: tuple[str, ...]
    male: tuple[str, ...]
    last: tuple[str, ...]


def _heritage(share: int, female: str, male: str, last: str) -> Heritage:
    """Names are separated by commas."""
    return Heritage(share, *(tuple(name.strip() for name in names.split(",")) for names in (female, male, last)))


HERITAGES = (
    _heritage(
        58,
        "Margaret, Jean, Dorothy, Patricia, Sheila, Joan, Brenda, Susan, Christine, Linda, Julie, Karen, Joanne, "
        "Nicola, Emma, Gemma, Laura, Charlotte, Chloe, Jessica, Beryl, Hilda, Mary Ann, Rosemary, Wendy, Maureen",
        "John, David, Michael, Peter, Robert, Alan, Brian, Kenneth, Derek, Raymond, Stephen, Paul, Andrew, Mark, Ian, "
        "Christopher, Matthew, Daniel, Luke, Adam, Thomas, Jack, Harry, George, Arthur, Stanley, Norman, Geoffrey",
        "Smith, Taylor, Brown, Wilson, Wright, Walker, Green, Hall, Wood, Harris, Clarke, Cooper, Ward, Turner, "
        "Baker, Morris, Hill, Moore, Allen, Parker, Cook, Bailey, Shaw, Mills, Fletcher, Barnes, Whittaker, Heath, "
        "Pritchard, Attwood, Yarnold, Lock, Bayliss, Tolley, Munn, Grove, Dance, Smith-Hartley, Pugh, Teague, Ballard",
    ),
    _heritage(
        7,
        "Angharad, Bronwen, Carys, Eirlys, Ffion, Gwen, Megan, Nerys, Rhiannon, Siân",
        "Aled, Dafydd, Emrys, Gareth, Geraint, Huw, Iwan, Owain, Rhys, Siôn",
        "Jones, Davies, Evans, Thomas, Roberts, Lewis, Price, Griffiths, Llewellyn, ap Rhys",
    ),
    _heritage(
        6,
        "Aileen, Catriona, Eilidh, Fiona, Isla, Morag, Bridget, Niamh, Sinéad, Orla",
        "Alasdair, Callum, Ewan, Hamish, Iain, Ciarán, Declan, Eoin, Liam, Patrick",
        "MacDonald, McIntosh, Fraser, Campbell, Stewart, O’Brien, O’Connor, Murphy, Byrne, Fitzgerald",
    ),
    _heritage(
        8,
        "Amira, Fatima, Ayesha, Nasreen, Parveen, Shazia, Rukhsana, Zainab, Maryam, Sumaira",
        "Mohammed, Abdul, Imran, Tariq, Yusuf, Bilal, Hamza, Rashid, Khalid, Usman",
        "Khan, Ahmed, Hussain, Begum, Rahman, Malik, Mirza, Chowdhury, Akhtar, Qureshi",
    ),
    _heritage(
        6,
        "Priya, Kavita, Sunita, Harpreet, Manjit, Gurpreet, Meena, Anjali, Lakshmi, Nirmala",
        "Ravi, Sanjay, Harjit, Gurdeep, Vikram, Arjun, Suresh, Mohan, Balbir, Anil",
        "Patel, Sharma, Singh, Kaur, Gill, Sandhu, Shah, Desai, Nair, Iyer",
    ),
    _heritage(
        5,
        "Grace, Ngozi, Adaeze, Abena, Akosua, Folake, Chipo, Marcia, Beverley, Winifred",
        "Winston, Emeka, Kwame, Kofi, Tunde, Chidi, Tendai, Leroy, Delroy, Clive",
        "Okafor, Adeyemi, Mensah, Boateng, Moyo, Campbell-Reid, Francis, Grant, Nwosu, Samuels",
    ),
    _heritage(
        5,
        "Agnieszka, Katarzyna, Małgorzata, Zofia, Ioana, Elena, Olga, Jūratė, Iveta, Danuta",
        "Tomasz, Piotr, Krzysztof, Łukasz, Ion, Andrei, Dmytro, Jonas, Václav, Zbigniew",
        "Nowak, Kowalski, Wiśniewska, Popescu, Ionescu, Shevchenko, Novák, Kazlauskas, Zieliński, Dąbrowski",
    ),
    _heritage(
        3,
        "Mei Ling, Xiu, Li Na, Hui Min, Thuy, Linh, Siew Fong, Wai Yee",
        "Wei, Kwok Wing, Jun, Chi Ming, Minh, Duc, Kai, Tak Sing",
        "Wong, Chan, Li, Zhang, Nguyen, Tran, Cheung, Ng",
    ),
    _heritage(
        2,
        "Maria, Conceição, Giulia, Eleni, Ayşe, Shirin, Yael, Joséphine",
        "José, Giuseppe, Andreas, Mehmet, Reza, Dov, Nikos, François",
        "da Silva, Rossi, Papadopoulos, Yılmaz, Hosseini, Levy, Georgiou, Müller",
    ),
)
_SHARES = [heritage.share for heritage in HERITAGES]

# What friends and old letters call somebody.
NICKNAMES = {
    "Margaret": "Peggy", "Dorothy": "Dot", "Patricia": "Pat", "Susan": "Sue", "Christine": "Chris", "Robert": "Bob",
    "Kenneth": "Ken", "Raymond": "Ray", "Michael": "Mick", "Stephen": "Steve", "Christopher": "Chris", "Thomas": "Tom",
    "Katarzyna": "Kasia", "Tomasz": "Tom", "Mohammed": "Mo", "Harjit": "Harry", "Kwok Wing": "Danny",
}  # fmt: skip


def draw_heritage(random: Random) -> Heritage:
    return random.choices(HERITAGES, weights=_SHARES)[0]


def draw_first_name(random: Random, heritage: Heritage, sex: str) -> str:
    """`sex` is "f" or "m"."""
    return random.choice(heritage.female if sex == "f" else heritage.male)
