"""The error that an operation answers with."""


class Fault(Exception):
    """An error of the service: its code in the API model, and the sentence."""

    def __init__(self, code: str, message: str, **members):
        super().__init__(message)
        self.code, self.message, self.members = code, message, members
