"""People who sign in: the coaches, editors and writers of the practice."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of the practice; own from the start, since changing it later is a migration of everything."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username
