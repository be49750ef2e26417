"""An inventory configuration comes and goes, and its bucket stays."""

import unittest

from botocore.exceptions import ClientError
from test_bucket_policies import s3

BUCKET = "bucket-with-inventory"
CONFIGURATION = {
    "Id": "files",
    "IsEnabled": True,
    "IncludedObjectVersions": "All",
    "Schedule": {"Frequency": "Weekly"},
    "Destination": {"S3BucketDestination": {"Bucket": "arn:aws:s3:::elsewhere", "Format": "CSV"}},
}


class BucketInventory(unittest.TestCase):
    def setUp(self):
        self.s3 = s3()
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        self.addCleanup(lambda: self.s3.delete_bucket(Bucket=BUCKET))

    def test_is_deleted_without_its_bucket(self):
        self.s3.put_bucket_inventory_configuration(Bucket=BUCKET, Id="files", InventoryConfiguration=CONFIGURATION)
        found = self.s3.get_bucket_inventory_configuration(Bucket=BUCKET, Id="files")["InventoryConfiguration"]
        self.assertEqual((found["Schedule"], found["IsEnabled"]), (CONFIGURATION["Schedule"], True))
        self.s3.delete_bucket_inventory_configuration(Bucket=BUCKET, Id="files")
        self.s3.head_bucket(Bucket=BUCKET)
        for act in (self.s3.get_bucket_inventory_configuration, self.s3.delete_bucket_inventory_configuration):
            with self.assertRaises(ClientError) as raised:
                act(Bucket=BUCKET, Id="files")
            self.assertEqual(raised.exception.response["Error"]["Code"], "NoSuchConfiguration")


if __name__ == "__main__":
    unittest.main()
