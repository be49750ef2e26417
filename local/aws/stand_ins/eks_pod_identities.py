"""EKS pod identity associations: which role a service account gets. Add-ons make theirs here as well."""

import secrets

from ..answering import Call, Fault, answers, now
from .eks_access import cluster_of


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
