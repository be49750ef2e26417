"""EKS access entries and their access policies, beside moto's clusters."""

import secrets

from moto.eks.models import eks_backends

from ..answering import Call, Fault, answers, now
from ..tags import serve_tags

_NODE_TYPES = {"EC2", "EC2_LINUX", "EC2_WINDOWS", "HYBRID_LINUX", "FARGATE_LINUX"}


def cluster_of(call: Call):
    """moto's cluster that the call is about; the service's error without it."""
    name = call.get("clusterName") or call.get("name")
    clusters = eks_backends[call.account][call.region].clusters
    if name not in clusters:
        raise Fault("ResourceNotFoundException", f"No cluster found for name: {name}.", clusterName=name)
    return clusters[name]


def _entry(call: Call) -> dict:
    return call.store("access-entry").need((cluster_of(call).name, call["principalArn"]))


@answers("eks")
def create_access_entry(call: Call) -> dict:
    cluster, kind = cluster_of(call), call.get("type", "STANDARD")
    key = (cluster.name, call["principalArn"])
    if cluster.access_config["authenticationMode"] == "CONFIG_MAP":
        raise Fault("InvalidRequestException", "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.")
    if key in call.store("access-entry"):
        raise Fault("ResourceInUseException", "The specified access entry resource is already in use on this cluster.")
    if kind != "STANDARD" and ("username" in call.parameters or call.get("kubernetesGroups")):
        raise Fault("InvalidParameterException", f"Kubernetes groups and the user name can't be chosen for an access entry of type {kind}.")
    _check_groups(call)
    entry = new_entry(call.account, call.region, key[0], call.parameters)
    call.store("access-entry")[key] = entry
    return {"accessEntry": entry}


def new_entry(account: str, region: str, cluster: str, asked: dict) -> dict:
    """An entry as EKS completes it: user name and groups by its type."""
    arn, kind = asked["principalArn"], asked.get("type", "STANDARD")
    principal = arn.rpartition("/")[2]
    assumed = f"arn:aws:sts::{account}:assumed-role/{principal}/{{{{SessionName}}}}"
    username = "system:node:{{EC2PrivateDNSName}}" if kind in _NODE_TYPES else assumed if ":role/" in arn else arn
    entry = {
        "clusterName": cluster, "principalArn": arn, "type": kind, "username": asked.get("username", username),
        "kubernetesGroups": asked.get("kubernetesGroups", ["system:nodes"] if kind in _NODE_TYPES else []),
        "accessEntryArn": f"arn:aws:eks:{region}:{account}:access-entry/{cluster}/role/{account}/{principal}/{secrets.token_hex(8)}",
        "createdAt": now(), "modifiedAt": now(), "tags": dict(asked.get("tags", {})), "_policies": {},
    }  # fmt: skip
    return entry | {"_tags": entry["tags"]}


def _check_groups(call: Call) -> None:
    """Groups of Kubernetes itself are reached by access policies only."""
    for group in call.get("kubernetesGroups", []):
        if group.startswith("system:"):
            raise Fault("InvalidParameterException", f"The kubernetes group name {group} is invalid, it cannot start with system:")


@answers("eks")
def describe_access_entry(call: Call) -> dict:
    return {"accessEntry": _entry(call)}


@answers("eks")
def list_access_entries(call: Call) -> dict:
    name = cluster_of(call).name
    return {"accessEntries": [principal for cluster, principal in call.store("access-entry") if cluster == name]}


@answers("eks")
def update_access_entry(call: Call) -> dict:
    entry = _entry(call)
    _check_groups(call)
    entry |= call.given("kubernetesGroups", "username") | {"modifiedAt": now()}
    return {"accessEntry": entry}


@answers("eks")
def delete_access_entry(call: Call) -> dict:
    call.store("access-entry").take((cluster_of(call).name, call["principalArn"]))
    return {}


@answers("eks")
def associate_access_policy(call: Call) -> dict:
    entry = _entry(call)
    if entry["type"] not in ("STANDARD", "EC2"):
        raise Fault("InvalidRequestException", f"Access policies can't be associated with an access entry of type {entry['type']}.")
    policy = call.given("policyArn", "accessScope") | {"associatedAt": now(), "modifiedAt": now()}
    entry["_policies"][call["policyArn"]] = policy
    return {"associatedAccessPolicy": policy} | call.given("clusterName", "principalArn")


@answers("eks")
def list_associated_access_policies(call: Call) -> dict:
    return {"associatedAccessPolicies": list(_entry(call)["_policies"].values())} | call.given("clusterName", "principalArn")


@answers("eks")
def disassociate_access_policy(call: Call) -> dict:
    if _entry(call)["_policies"].pop(call["policyArn"], None) is None:
        raise Fault("ResourceNotFoundException", "the policy is not associated with the access entry")
    return {}


serve_tags("eks")
