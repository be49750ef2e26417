"""Locks and suspended versioning behave as AWS documents them, so that a destroy can empty buckets here as it does there."""

import unittest

from botocore.exceptions import ClientError
from test_bucket_policies import s3

RULE = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 5}}


class Bucket(unittest.TestCase):
    name = "bucket-with-versions"

    def make(self, locked: bool):
        self.s3 = s3()
        self.s3.create_bucket(
            Bucket=self.name, ObjectLockEnabledForBucket=locked, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
        self.addCleanup(lambda: self.s3.delete_bucket(Bucket=self.name))

    def lock(self, **configuration):
        self.s3.put_object_lock_configuration(Bucket=self.name, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", **configuration})

    def versioning(self, status: str):
        self.s3.put_bucket_versioning(Bucket=self.name, VersioningConfiguration={"Status": status})

    def versions(self) -> list[dict]:
        found = self.s3.list_object_versions(Bucket=self.name)
        return [{"Key": v["Key"], "VersionId": v["VersionId"]} for v in found["Versions"] + found.get("DeleteMarkers", [])]


class ObjectLock(Bucket):
    def setUp(self):
        self.make(locked=True)
        self.lock(Rule=RULE)
        self.s3.put_object(Bucket=self.name, Key="k", Body=b"x")
        self.s3.delete_object(Bucket=self.name, Key="k")

    def empty(self):
        versions = {"Objects": self.versions(), "Quiet": True}
        self.assertNotIn("Errors", self.s3.delete_objects(Bucket=self.name, Delete=versions, BypassGovernanceRetention=True))

    def test_the_rule_can_go_while_there_are_objects(self):
        self.lock()
        self.assertNotIn("Rule", self.s3.get_object_lock_configuration(Bucket=self.name)["ObjectLockConfiguration"])
        self.empty()

    def test_objects_stay_without_the_right_to_bypass(self):
        refused = self.s3.delete_objects(Bucket=self.name, Delete={"Objects": self.versions()[:1], "Quiet": True})
        self.assertEqual([error["Code"] for error in refused["Errors"]], ["AccessDenied"])
        self.empty()

    def test_versioning_can_not_be_suspended(self):
        with self.assertRaisesRegex(ClientError, "InvalidBucketState.*Object Lock configuration is present"):
            self.versioning("Suspended")
        self.empty()


class SuspendedVersioning(Bucket):
    def test_versions_below_a_delete_marker_can_be_deleted(self):
        self.make(locked=False)
        self.versioning("Enabled")
        self.s3.put_object(Bucket=self.name, Key="k", Body=b"x")
        self.s3.delete_object(Bucket=self.name, Key="k")
        self.versioning("Suspended")
        self.assertNotIn("Errors", self.s3.delete_objects(Bucket=self.name, Delete={"Objects": self.versions(), "Quiet": True}))
        self.assertNotIn("Versions", self.s3.list_object_versions(Bucket=self.name))
