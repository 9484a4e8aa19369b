"""Where a mail ends up, for counting how many went there."""


def mailbox_of(address: str) -> str:
    """Return one text for the addresses of one mailbox, in the spellings that anybody can think of.

    `Anna+school@…` is Anna's, whatever stands behind the sign, and to many servers so is `an.na@…`.
    """
    name, _at, domain = address.lower().rpartition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{domain}"
