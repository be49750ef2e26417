"""moto's log groups drop their class and cannot change their KMS key; its delivery sources know a few services only."""

from moto.logs.exceptions import ValidationException
from moto.logs.models import DeliverySource, LogGroup, LogsBackend, logs_backends
from moto.logs.responses import LogsResponse

from ..answering import Call, Fault, answers


def apply() -> None:
    create, describe = LogsResponse.create_log_group, LogGroup.to_describe_dict

    def create_log_group(self) -> str:
        answer = create(self)
        group = self.logs_backend.groups[self._get_param("logGroupName")]
        group.log_group_class = self._get_param("logGroupClass") or "STANDARD"
        return answer

    def to_describe_dict(self) -> dict:
        return describe(self) | {"logGroupClass": getattr(self, "log_group_class", "STANDARD")}

    _delivery_sources_of_more_services()
    LogsResponse.create_log_group = create_log_group
    LogGroup.to_describe_dict = to_describe_dict


# Log types of services whose logs are delivered by CloudWatch Logs and that moto refuses.
_LOG_TYPES = {
    "aps": ["MANAGED_PROMETHEUS_COLLECTOR_LOGS"],
    "eks": ["AUTO_MODE_COMPUTE_LOGS", "AUTO_MODE_BLOCK_STORAGE_LOGS", "AUTO_MODE_LOAD_BALANCING_LOGS", "AUTO_MODE_IPAM_LOGS"],
}


def _delivery_sources_of_more_services() -> None:
    put = LogsBackend.put_delivery_source

    def put_delivery_source(self, name: str, resource_arn: str, log_type: str, tags: dict) -> DeliverySource:
        service = resource_arn.split(":")[2]
        if service not in _LOG_TYPES or name in self.delivery_sources:
            return put(self, name, resource_arn, log_type, tags)
        if log_type not in _LOG_TYPES[service]:
            raise ValidationException(msg=f"{service} has no logs of type {log_type}, only {', '.join(_LOG_TYPES[service])}")
        source = DeliverySource(self.account_id, self.region_name, name, resource_arn, log_type, tags)
        self.delivery_sources[name] = source
        if tags:
            self.tag_resource(source.arn, tags)
        return source

    LogsBackend.put_delivery_source = put_delivery_source


def _group(call: Call) -> LogGroup:
    name = call.get("logGroupName") or call["resourceIdentifier"].split(":log-group:")[-1].removesuffix(":*")
    groups = logs_backends[call.account][call.region].groups
    if name not in groups:
        raise Fault("ResourceNotFoundException", f"The specified log group does not exist: {name}")
    return groups[name]


@answers("logs")
def associate_kms_key(call: Call) -> dict:
    _group(call).kms_key_id = call["kmsKeyId"]
    return {}


@answers("logs")
def disassociate_kms_key(call: Call) -> dict:
    _group(call).kms_key_id = None
    return {}
