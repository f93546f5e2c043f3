"""How passwords are kept and which are accepted."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """OWASP's parameters: 19 MiB, two passes, one lane; about 30 ms."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
