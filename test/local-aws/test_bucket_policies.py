"""A TLS-only bucket can be used here, and a policy that denies outright still denies."""

import json
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from emulator import REGION, url

BUCKET = "tls-only"


def s3():
    keys = {"aws_access_key_id": "local", "aws_secret_access_key": "local", "region_name": REGION}
    return boto3.client("s3", endpoint_url=url(), config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 0}), **keys)


def policy(condition: dict | None) -> str:
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"]}
    return json.dumps({"Version": "2012-10-17", "Statement": [{**statement, **({"Condition": condition} if condition else {})}]})


class BucketPolicies(unittest.TestCase):
    def setUp(self):
        self.s3 = s3()
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        self.addCleanup(lambda: self.s3.delete_bucket(Bucket=BUCKET))
        self.addCleanup(lambda: self.s3.delete_bucket_policy(Bucket=BUCKET))

    def test_tls_only_admits_local_requests(self):
        for condition in ({"Bool": {"aws:SecureTransport": "false"}}, {"NumericLessThan": {"s3:TlsVersion": "1.2"}}):
            self.s3.put_bucket_policy(Bucket=BUCKET, Policy=policy(condition))
            self.s3.put_object(Bucket=BUCKET, Key="k", Body=b"x")
            self.assertEqual(self.s3.get_object(Bucket=BUCKET, Key="k")["ContentLength"], 1)
            self.assertNotIn("Errors", self.s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": "k"}]}))

    def test_a_denial_denies(self):
        for condition in (None, {"Bool": {"aws:SecureTransport": "true"}}):
            self.s3.put_bucket_policy(Bucket=BUCKET, Policy=policy(condition))
            with self.assertRaises(ClientError):
                self.s3.put_object(Bucket=BUCKET, Key="k", Body=b"x")
