"""A lock can be changed on a bucket with objects; it keeps them until somebody with the right bypasses it."""

import unittest

from botocore.exceptions import ClientError
from test_bucket_policies import s3

BUCKET = "locked"


class ObjectLock(unittest.TestCase):
    def test_lock_of_a_bucket_with_objects(self):
        service = s3()
        service.create_bucket(
            Bucket=BUCKET, ObjectLockEnabledForBucket=True, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
        self.addCleanup(lambda: service.delete_bucket(Bucket=BUCKET))
        rule = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 5}}
        service.put_object_lock_configuration(Bucket=BUCKET, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule})
        version = service.put_object(Bucket=BUCKET, Key="k", Body=b"x")["VersionId"]

        service.put_object_lock_configuration(Bucket=BUCKET, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"})
        self.assertNotIn("Rule", service.get_object_lock_configuration(Bucket=BUCKET)["ObjectLockConfiguration"])
        with self.assertRaises(ClientError):
            service.delete_object(Bucket=BUCKET, Key="k", VersionId=version)
        service.delete_object(Bucket=BUCKET, Key="k", VersionId=version, BypassGovernanceRetention=True)
