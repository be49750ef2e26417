"""A second attempt of the same invocation gets the first one's answer; another invocation, or a failed one, is answered anew."""

import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from emulator import client, send
from werkzeug.test import create_environ
from werkzeug.wrappers import Response

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
    def tearDown(self):
        client("iam").delete_role(RoleName="retried")

    def test_attempts_of_one_invocation(self):
        status, first = create("one", 1)
        self.assertEqual(status, 200)
        self.assertEqual(create("one", 2), (200, first))
        self.assertEqual(create("two", 1)[0], 409)
        self.assertEqual(create("two", 2)[0], 409)
        self.assertEqual(create("one", 1)[0], 409)

    def test_a_late_attempt_of_another_invocation_is_a_second_role(self):
        """Its first attempt never came through; the role is somebody else's."""
        self.assertEqual(create("mine", 1)[0], 200)
        self.assertEqual(create("theirs", 2)[0], 409)

    def test_of_many_at_once_one_makes_the_role(self):
        with ThreadPoolExecutor(12) as pool:
            statuses = sorted(status for status, _ in pool.map(lambda n: create(f"at-once-{n}", 1), range(24)))
        self.assertEqual(statuses, [200] + [409] * 23)


class WhileTheFirstIsBeingAnswered(unittest.TestCase):
    def test_the_second_attempt_waits_for_the_first(self):
        from aws.retries import Retries as Kept

        kept, calls = Kept(), []

        def slow(_environ, start_response):
            calls.append(1)
            time.sleep(0.3)
            return Response(f"answer {len(calls)}")(_environ, start_response)

        def ask(attempt: int) -> str:
            headers = {"Amz-Sdk-Invocation-Id": "slow", "Amz-Sdk-Request": f"attempt={attempt}; max=3"}
            return kept.answer(slow, create_environ(method="POST", headers=headers)).get_data(as_text=True)

        first: list[str] = []
        thread = threading.Thread(target=lambda: first.append(ask(1)))
        thread.start()
        time.sleep(0.1)
        second = ask(2)
        thread.join()
        self.assertEqual((first, second, len(calls)), (["answer 1"], "answer 1", 1))
