"""CloudWatch Logs: account policies, data protection, index policies, anomaly detectors, saved queries. moto has none of them."""

import time
import uuid

from moto.logs.models import logs_backends

from ..answering import Call, Fault, answers
from ..tags import serve_tags


def _millis() -> int:
    return int(time.time() * 1000)


def _log_group(call: Call) -> str:
    """Name of an existing log group, given as name or ARN."""
    name = call["logGroupIdentifier"].split(":log-group:")[-1].removesuffix(":*")
    if name not in logs_backends[call.account][call.region].groups:
        raise Fault("ResourceNotFoundException", f"The specified log group does not exist: {name}")
    return name


@answers("logs")
def put_account_policy(call: Call) -> dict:
    policy = call.given("policyName", "policyDocument", "policyType", "scope", "selectionCriteria")
    policy = {"scope": "ALL"} | policy | {"accountId": call.account, "lastUpdatedTime": _millis()}
    call.store("account-policy")[call["policyType"], call["policyName"]] = policy
    return {"accountPolicy": policy}


@answers("logs")
def describe_account_policies(call: Call) -> dict:
    held = call.store("account-policy").values()
    return {"accountPolicies": [p for p in held if p["policyType"] == call["policyType"] and call.get("policyName") in (None, p["policyName"])]}


@answers("logs")
def delete_account_policy(call: Call) -> dict:
    call.store("account-policy").take((call["policyType"], call["policyName"]))
    return {}


@answers("logs")
def put_data_protection_policy(call: Call) -> dict:
    policy = call.given("logGroupIdentifier", "policyDocument") | {"lastUpdatedTime": _millis()}
    call.store("data-protection-policy")[_log_group(call)] = policy
    return policy


@answers("logs")
def get_data_protection_policy(call: Call) -> dict:
    return call.store("data-protection-policy").get(_log_group(call), call.given("logGroupIdentifier"))


@answers("logs")
def delete_data_protection_policy(call: Call) -> dict:
    call.store("data-protection-policy").pop(_log_group(call), None)
    return {}


@answers("logs")
def put_index_policy(call: Call) -> dict:
    policy = call.given("logGroupIdentifier", "policyDocument") | {"lastUpdateTime": _millis(), "source": "LOG_GROUP"}
    call.store("index-policy")[_log_group(call)] = policy
    return {"indexPolicy": policy}


@answers("logs")
def describe_index_policies(call: Call) -> dict:
    wanted = [name.split(":log-group:")[-1].removesuffix(":*") for name in call["logGroupIdentifiers"]]
    return {"indexPolicies": [p for name, p in call.store("index-policy").items() if name in wanted]}


@answers("logs")
def delete_index_policy(call: Call) -> dict:
    call.store("index-policy").pop(_log_group(call), None)
    return {}


@answers("logs")
def create_log_anomaly_detector(call: Call) -> dict:
    arn = call.arn(f"anomaly-detector:{uuid.uuid4()}")
    detector = {k: v for k, v in call.parameters.items() if k != "tags"}
    detector |= {"anomalyDetectorStatus": "TRAINING", "creationTimeStamp": _millis(), "lastModifiedTimeStamp": _millis()}
    detector |= {"anomalyDetectorArn": arn, "_tags": call.get("tags", {}), "anomalyVisibilityTime": call.get("anomalyVisibilityTime", 21)}
    call.store("anomaly-detector")[arn] = detector
    return {"anomalyDetectorArn": arn}


@answers("logs")
def get_log_anomaly_detector(call: Call) -> dict:
    return call.store("anomaly-detector").need(call["anomalyDetectorArn"])


@answers("logs")
def update_log_anomaly_detector(call: Call) -> dict:
    changes = call.given("evaluationFrequency", "filterPattern", "anomalyVisibilityTime", "enabled")
    call.store("anomaly-detector").need(call["anomalyDetectorArn"]).update(changes)
    return {}


@answers("logs")
def delete_log_anomaly_detector(call: Call) -> dict:
    call.store("anomaly-detector").take(call["anomalyDetectorArn"])
    return {}


@answers("logs")
def put_query_definition(call: Call) -> dict:
    key = call.get("queryDefinitionId") or str(uuid.uuid4())
    definition = call.given("name", "queryString", "logGroupNames", "queryLanguage")
    definition = {"logGroupNames": [], "queryLanguage": "CWLI"} | definition | {"queryDefinitionId": key, "lastModified": _millis()}
    call.store("query-definition")[key] = definition
    return {"queryDefinitionId": key}


@answers("logs")
def describe_query_definitions(call: Call) -> dict:
    prefix = call.get("queryDefinitionNamePrefix", "")
    return {"queryDefinitions": [d for d in call.store("query-definition").values() if d["name"].startswith(prefix)]}


@answers("logs")
def delete_query_definition(call: Call) -> dict:
    call.store("query-definition").take(call["queryDefinitionId"])
    return {"success": True}


serve_tags("logs")
