"""moto's buckets forget the lifecycle's default minimum size of objects to move and the key format of access logs, and a request to delete
an inventory configuration deletes the bucket."""

import xmltodict
from moto.s3.exceptions import MissingInventoryConfig
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

HEADER = "x-amz-transition-default-minimum-object-size"
DEFAULT = "all_storage_classes_128K"


def apply() -> None:
    put, get, get_logging = FakeBucket.set_lifecycle, S3Response.get_bucket_lifecycle, S3Response.get_bucket_logging

    def set_lifecycle(self, rules) -> None:
        put(self, rules)
        from flask import request

        self.transition_minimum = request.headers.get(HEADER, DEFAULT)

    def get_bucket_lifecycle(self):
        answer = get(self)
        bucket = self.backend.get_bucket(self.bucket_name)
        self.response_headers[HEADER] = getattr(bucket, "transition_minimum", DEFAULT)
        return answer

    def get_bucket_logging(self):
        status, headers, body = get_logging(self)
        key_format = (self.backend.get_bucket_logging(self.bucket_name) or {}).get("TargetObjectKeyFormat")
        if key_format:
            part = xmltodict.unparse({"TargetObjectKeyFormat": key_format}, full_document=False)
            body = body.replace("</LoggingEnabled>", part + "</LoggingEnabled>")
        return status, headers, body

    delete = S3Response._bucket_response_delete

    def bucket_response_delete(self, bucket_name, querystring):
        if "inventory" not in querystring:
            return delete(self, bucket_name, querystring)
        configurations = self.backend.get_bucket(bucket_name).inventory_configs
        if configurations.pop(querystring["id"][0], None) is None:
            raise MissingInventoryConfig()
        return 204, {}, ""

    MissingInventoryConfig.code = "NoSuchConfiguration"
    S3Response._bucket_response_delete = bucket_response_delete
    FakeBucket.set_lifecycle, S3Response.get_bucket_lifecycle = set_lifecycle, get_bucket_lifecycle
    S3Response.get_bucket_logging = get_bucket_logging
