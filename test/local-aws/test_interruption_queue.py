"""What Karpenter's interruption queue is made of: a queue that keeps its policy and one kind of encryption, rules, targets; and OIDC providers."""

import json
import unittest

from botocore.exceptions import ClientError
from emulator import client, page

POLICY = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*"}]}
)


class Queue(unittest.TestCase):
    def setUp(self):
        self.sqs = client("sqs")
        self.addCleanup(lambda: self.assertEqual(page("inventory"), []))
        self.url = self.sqs.create_queue(QueueName="q")["QueueUrl"]
        self.addCleanup(lambda: self.sqs.delete_queue(QueueUrl=self.url))

    def change(self, **attributes: str) -> dict:
        self.sqs.set_queue_attributes(QueueUrl=self.url, Attributes=attributes)
        return self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["All"])["Attributes"]

    def test_the_policy_stays_when_something_else_changes(self):
        self.change(Policy=POLICY)
        self.assertEqual(self.change(MessageRetentionPeriod="300")["Policy"], POLICY)
        self.assertFalse(self.change(Policy="").get("Policy"))

    def test_one_encryption_takes_the_place_of_the_other(self):
        self.assertEqual(self.change()["SqsManagedSseEnabled"], "true")
        with_key = self.change(KmsMasterKeyId="alias/aws/sqs")
        self.assertEqual((with_key["SqsManagedSseEnabled"], with_key["KmsMasterKeyId"]), ("false", "alias/aws/sqs"))
        self.assertNotIn("KmsMasterKeyId", self.change(SqsManagedSseEnabled="true"))
        self.change(KmsMasterKeyId="alias/aws/sqs")
        self.assertNotIn("KmsMasterKeyId", self.change(KmsMasterKeyId=""))


class Rules(unittest.TestCase):
    def test_the_inventory_counts_rules_and_their_targets(self):
        events = client("events")
        events.put_rule(Name="r", EventPattern=json.dumps({"source": ["aws.ec2"]}))
        events.put_targets(Rule="r", Targets=[{"Id": "t", "Arn": "arn:aws:sqs:eu-central-1:123456789012:q"}])
        self.assertEqual([(line["type"], line["ids"]) for line in page("inventory")], [("rule", ["default/r"]), ("target", ["r/t"])])
        events.remove_targets(Rule="r", Ids=["t"])
        events.delete_rule(Name="r")
        self.assertEqual(page("inventory"), [])


class OidcProvider(unittest.TestCase):
    def setUp(self):
        self.iam = client("iam")
        self.addCleanup(lambda: self.assertEqual(page("inventory"), []))
        made = self.iam.create_open_id_connect_provider(Url="https://oidc.eks.eu-central-1.amazonaws.com/id/A", ClientIDList=["sts.amazonaws.com"])
        self.arn = {"OpenIDConnectProviderArn": made["OpenIDConnectProviderArn"]}
        self.addCleanup(lambda: self.iam.delete_open_id_connect_provider(**self.arn))

    def test_iam_finds_the_thumbprint(self):
        self.assertRegex(self.iam.get_open_id_connect_provider(**self.arn)["ThumbprintList"][0], "^[0-9a-f]{40}$")

    def test_audiences_come_and_go(self):
        self.iam.add_client_id_to_open_id_connect_provider(**self.arn, ClientID="other")
        self.assertEqual(self.iam.get_open_id_connect_provider(**self.arn)["ClientIDList"], ["sts.amazonaws.com", "other"])
        self.iam.remove_client_id_from_open_id_connect_provider(**self.arn, ClientID="sts.amazonaws.com")
        self.assertEqual(self.iam.get_open_id_connect_provider(**self.arn)["ClientIDList"], ["other"])

    def test_one_that_is_not_there(self):
        with self.assertRaisesRegex(ClientError, "NoSuchEntity"):
            self.iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=self.arn["OpenIDConnectProviderArn"] + "B", ClientID="other")


if __name__ == "__main__":
    unittest.main()
