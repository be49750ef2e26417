"""Object lock and suspended versioning, where moto differs from AWS:

- it wants an empty bucket for every change of the lock; AWS has let it change on buckets with objects since November 2023;
- it lets versioning be suspended on a bucket with a lock; AWS refuses, and the provider's destroy counts on that;
- it can't delete a version of a bucket whose versioning is suspended when the object has a delete marker.
"""

from moto.s3.exceptions import InvalidBucketState
from moto.s3.models import S3Backend

LOCKED = "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed."


def apply() -> None:
    put_versioning, delete = S3Backend.put_bucket_versioning, S3Backend.delete_object

    def put_object_lock_configuration(self, bucket_name, lock_enabled, mode=None, days=None, years=None) -> None:
        bucket = self.get_bucket(bucket_name)
        if not bucket.is_versioned:
            raise InvalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration")
        if lock_enabled:
            bucket.object_lock_enabled = True
        bucket.default_lock_mode = mode
        bucket.default_lock_days = days
        bucket.default_lock_years = years

    def put_bucket_versioning(self, bucket_name, status):
        if status == "Suspended" and self.get_bucket(bucket_name).object_lock_enabled:
            raise InvalidBucketState(LOCKED)
        return put_versioning(self, bucket_name, status)

    def delete_object(self, bucket_name, key_name, version_id=None, bypass=False):
        bucket = self.get_bucket(bucket_name)
        if version_id is None or bucket.versioning_status != "Suspended":
            return delete(self, bucket_name, key_name, version_id, bypass)
        bucket.versioning_status = "Enabled"
        try:
            return delete(self, bucket_name, key_name, version_id, bypass)
        finally:
            bucket.versioning_status = "Suspended"

    S3Backend.put_object_lock_configuration = put_object_lock_configuration
    S3Backend.put_bucket_versioning = put_bucket_versioning
    S3Backend.delete_object = delete_object
