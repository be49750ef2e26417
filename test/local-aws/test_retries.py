"""A second attempt of the same invocation gets the first one's answer; another invocation, or a failed one, is answered anew."""

import unittest

from emulator import client, send

BODY = b"Action=CreateRole&Version=2010-05-08&RoleName=retried&AssumeRolePolicyDocument=%7B%7D"


def create(invocation: str, attempt: int) -> tuple[int, str]:
    return send(
        "POST",
        "/",
        "iam",
        BODY,
        Content_Type="application/x-www-form-urlencoded",
        Amz_Sdk_Invocation_Id=invocation,
        Amz_Sdk_Request=f"attempt={attempt}; max=25",
    )


class Retries(unittest.TestCase):
    def test_attempts_of_one_invocation(self):
        self.addCleanup(lambda: client("iam").delete_role(RoleName="retried"))
        status, first = create("one", 1)
        self.assertEqual(status, 200)
        self.assertEqual(create("one", 2), (200, first))
        self.assertEqual(create("two", 1)[0], 409)
        self.assertEqual(create("two", 2)[0], 409)
        self.assertEqual(create("one", 1)[0], 409)
