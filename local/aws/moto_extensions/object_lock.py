"""moto wants an empty bucket for every change of its object lock. AWS has let it change on buckets with objects since November 2023."""

from moto.s3.exceptions import InvalidBucketState
from moto.s3.models import S3Backend


def apply() -> None:
    def put_object_lock_configuration(self, bucket_name, lock_enabled, mode=None, days=None, years=None) -> None:
        bucket = self.get_bucket(bucket_name)
        if not bucket.is_versioned:
            raise InvalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration")
        if lock_enabled:
            bucket.object_lock_enabled = True
        bucket.default_lock_mode = mode
        bucket.default_lock_days = days
        bucket.default_lock_years = years

    S3Backend.put_object_lock_configuration = put_object_lock_configuration
