"""EKS access entries, access policies and pod identity associations, beside moto's clusters."""

import secrets

from moto.eks.models import eks_backends

from ..answering import Call, Fault, answers, now
from ..tags import serve_tags

_NODE_TYPES = {"EC2_LINUX", "EC2_WINDOWS", "HYBRID_LINUX", "FARGATE_LINUX"}


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
    key, kind = (cluster_of(call).name, call["principalArn"]), call.get("type", "STANDARD")
    if key in call.store("access-entry"):
        raise Fault("ResourceInUseException", "The specified access entry resource is already in use on this cluster.")
    principal = key[1].rpartition("/")[2]
    assumed = f"arn:aws:sts::{call.account}:assumed-role/{principal}/{{{{SessionName}}}}"
    username = "system:node:{{EC2PrivateDNSName}}" if kind in _NODE_TYPES else assumed if ":role/" in key[1] else key[1]
    entry = {
        "clusterName": key[0], "principalArn": key[1], "type": kind, "username": call.get("username", username),
        "kubernetesGroups": call.get("kubernetesGroups", ["system:nodes"] if kind in _NODE_TYPES else []),
        "accessEntryArn": call.arn(f"access-entry/{key[0]}/role/{call.account}/{principal}/{secrets.token_hex(8)}"),
        "createdAt": now(), "modifiedAt": now(), "tags": call.get("tags", {}), "_policies": {},
    }  # fmt: skip
    call.store("access-entry")[key] = entry | {"_tags": entry["tags"]}
    return {"accessEntry": entry}


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
    entry |= call.given("kubernetesGroups", "username") | {"modifiedAt": now()}
    return {"accessEntry": entry}


@answers("eks")
def delete_access_entry(call: Call) -> dict:
    call.store("access-entry").take((cluster_of(call).name, call["principalArn"]))
    return {}


@answers("eks")
def associate_access_policy(call: Call) -> dict:
    policy = call.given("policyArn", "accessScope") | {"associatedAt": now(), "modifiedAt": now()}
    _entry(call)["_policies"][call["policyArn"]] = policy
    return {"associatedAccessPolicy": policy} | call.given("clusterName", "principalArn")


@answers("eks")
def list_associated_access_policies(call: Call) -> dict:
    return {"associatedAccessPolicies": list(_entry(call)["_policies"].values())} | call.given("clusterName", "principalArn")


@answers("eks")
def disassociate_access_policy(call: Call) -> dict:
    if _entry(call)["_policies"].pop(call["policyArn"], None) is None:
        raise Fault("ResourceNotFoundException", "the policy is not associated with the access entry")
    return {}


def associate(call: Call, wanted: dict, owner: str | None = None) -> dict:
    """A pod identity association; add-ons make theirs with themselves as the owner."""
    key, cluster = "a-" + secrets.token_hex(9)[:17], cluster_of(call).name
    held = call.store("pod-identity-association")
    for other in held.values():
        if all(other[name] == wanted[name] for name in ("namespace", "serviceAccount")) and other["clusterName"] == cluster:
            raise Fault("ResourceInUseException", "Association already exists for this namespace and service account")
    association = wanted | {
        "clusterName": cluster, "associationId": key, "associationArn": call.arn(f"podidentityassociation/{cluster}/{key}"),
        "createdAt": now(), "modifiedAt": now(), "ownerArn": owner,
    }  # fmt: skip
    association["_tags"] = association.setdefault("tags", {})
    held[key] = association
    return association


@answers("eks")
def create_pod_identity_association(call: Call) -> dict:
    return {"association": associate(call, call.given("namespace", "serviceAccount", "roleArn", "tags", "disableSessionTags", "targetRoleArn"))}


@answers("eks")
def describe_pod_identity_association(call: Call) -> dict:
    return {"association": call.store("pod-identity-association").need(call["associationId"])}


@answers("eks")
def update_pod_identity_association(call: Call) -> dict:
    association = call.store("pod-identity-association").need(call["associationId"])
    association |= call.given("roleArn", "disableSessionTags", "targetRoleArn") | {"modifiedAt": now()}
    return {"association": association}


@answers("eks")
def delete_pod_identity_association(call: Call) -> dict:
    return {"association": call.store("pod-identity-association").take(call["associationId"])}


@answers("eks")
def list_pod_identity_associations(call: Call) -> dict:
    wanted = {"clusterName": cluster_of(call).name} | call.given("namespace", "serviceAccount")
    held = call.store("pod-identity-association").values()
    return {"associations": [a for a in held if all(a[name] == value for name, value in wanted.items())]}


serve_tags("eks")
