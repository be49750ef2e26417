"""The process: its one line, its pages, an occupied port, leaving by itself and on a signal; and logs that reach the archive through moto."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from emulator import client, page, url

LOCAL = Path(__file__).resolve().parents[2] / "local"


def start(*arguments: str) -> subprocess.Popen:
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen([sys.executable, "-m", "aws", *arguments], cwd=LOCAL, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class Process(unittest.TestCase):
    def test_says_one_line_and_leaves_when_idle(self):
        process = start("--port", "0", "--idle-timeout-seconds", "1")
        out, err = process.communicate(timeout=60)
        self.assertRegex(out, r"^listening on http://127\.0\.0\.1:\d+\n$")
        self.assertEqual((process.returncode, err), (0, ""))

    def test_leaves_at_once_on_sigterm(self):
        process = start("--port", "0")
        process.stdout.readline()
        before = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        self.assertEqual(process.returncode, 0)
        self.assertLess(time.monotonic() - before, 2)

    def test_an_occupied_port_is_one_sentence(self):
        process = start("--port", url().rpartition(":")[2])
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out), (2, ""))
        self.assertRegex(err, r"^embedded AWS: port \d+ on 127\.0\.0\.1 cannot be used \(address already in use\); choose another[^\n]*\n$")


class Pages(unittest.TestCase):
    def test_health(self):
        health = page("health")
        self.assertEqual((health["pid"], health["account"]), (os.getpid(), "123456789012"))
        self.assertEqual(health["bootId"], page("health")["bootId"])

    def test_classes_name_stand_ins_and_emulated(self):
        classes = page("classes")
        self.assertIn("CreateWorkspace", classes["stand-in"]["operations"]["grafana"])
        self.assertIn("grafana", classes["stand-in"]["services"])
        self.assertIn("firehose", classes["emulated"]["services"])
        self.assertNotIn("grafana", classes["emulated"]["services"])

    def test_an_empty_account_holds_nothing_though_aws_makes_defaults(self):
        client("ec2").describe_vpcs()
        client("iam").list_policies(MaxItems=1)
        client("kms").describe_key(KeyId="alias/aws/s3")
        self.assertEqual(page("inventory"), [])

    def test_the_inventory_counts_what_moto_holds(self):
        sqs = client("sqs")
        queue = sqs.create_queue(QueueName="q")["QueueUrl"]
        self.assertEqual([(line["type"], line["ids"]) for line in page("inventory")], [("queue", ["q"])])
        sqs.delete_queue(QueueUrl=queue)
        self.assertEqual(page("inventory"), [])


class LogPath(unittest.TestCase):
    def test_log_events_reach_the_bucket(self):
        """PutLogEvents -> subscription filter -> Firehose -> S3, with encryption switched on everywhere."""
        logs, firehose, s3, iam, kms = (client(name) for name in ("logs", "firehose", "s3", "iam", "kms"))
        key = kms.create_key()["KeyMetadata"]["Arn"]
        role = iam.create_role(RoleName="hose", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        s3.create_bucket(Bucket="archive-of-logs", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        destination = {"RoleARN": role, "BucketARN": "arn:aws:s3:::archive-of-logs", "EncryptionConfiguration": {"KMSEncryptionConfig": {"AWSKMSKeyARN": key}}}
        encryption = {"KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": key}
        made = firehose.create_delivery_stream(
            DeliveryStreamName="hose", ExtendedS3DestinationConfiguration=destination, DeliveryStreamEncryptionConfigurationInput=encryption
        )
        logs.create_log_group(logGroupName="/app", kmsKeyId=key)
        logs.create_log_stream(logGroupName="/app", logStreamName="s")
        logs.put_subscription_filter(logGroupName="/app", filterName="f", filterPattern="", destinationArn=made["DeliveryStreamARN"], roleArn=role)
        logs.put_log_events(logGroupName="/app", logStreamName="s", logEvents=[{"timestamp": int(time.time() * 1000), "message": "hello"}])
        stored = s3.list_objects_v2(Bucket="archive-of-logs").get("Contents", [])
        messages = []
        for item in stored:
            body = s3.get_object(Bucket="archive-of-logs", Key=item["Key"])["Body"].read()
            messages += [event["message"] for event in json.loads(gzip.decompress(body)).get("logEvents", [])]
            s3.delete_object(Bucket="archive-of-logs", Key=item["Key"])
        logs.delete_log_group(logGroupName="/app")
        firehose.delete_delivery_stream(DeliveryStreamName="hose")
        s3.delete_bucket(Bucket="archive-of-logs")
        iam.delete_role(RoleName="hose")
        kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
        self.assertIn("hello", messages)
        self.assertEqual(page("inventory"), [])


if __name__ == "__main__":
    unittest.main()
