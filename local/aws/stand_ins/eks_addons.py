"""EKS add-ons: what was asked for, active at once. Versions are not checked against Kubernetes: only AWS knows which go together."""

import uuid

from ..answering import Call, Fault, answers, now
from .eks_access import cluster_of
from .eks_pod_identities import associate

NAMESPACES = {
    "amazon-cloudwatch-observability": "amazon-cloudwatch", "cert-manager": "cert-manager", "external-dns": "external-dns",
    "adot": "opentelemetry-operator-system", "prometheus-node-exporter": "prometheus-node-exporter", "kube-state-metrics": "kube-state-metrics",
}  # fmt: skip
DEFAULT_VERSION = "v1.0.0-eksbuild.1"


def _addon(call: Call) -> dict:
    key = (cluster_of(call).name, call["addonName"])
    return call.store("addon").need(key, clusterName=key[0], addonName=key[1])


def _associations(call: Call, addon: dict) -> None:
    """Replaces the add-on's own pod identity associations by those asked for."""
    held = call.store("pod-identity-association")
    for arn in addon.get("podIdentityAssociations", []):
        held.pop(arn.rpartition("/")[2], None)
    namespace = NAMESPACES.get(addon["addonName"], "kube-system")
    made = [associate(call, {"namespace": namespace, **wanted}, addon["addonArn"]) for wanted in call["podIdentityAssociations"]]
    addon["podIdentityAssociations"] = [association["associationArn"] for association in made]


@answers("eks")
def create_addon(call: Call) -> dict:
    key = (cluster_of(call).name, call["addonName"])
    if key in call.store("addon"):
        raise Fault("ResourceInUseException", "Addon already exists.", clusterName=key[0], addonName=key[1])
    addon = call.given("clusterName", "addonName", "serviceAccountRoleArn", "configurationValues") | {
        "addonVersion": call.get("addonVersion", DEFAULT_VERSION), "status": "ACTIVE", "health": {"issues": []},
        "addonArn": call.arn(f"addon/{key[0]}/{key[1]}/{uuid.uuid4()}"), "createdAt": now(), "modifiedAt": now(), "tags": call.get("tags", {}),
    }  # fmt: skip
    if call.get("podIdentityAssociations"):
        _associations(call, addon)
    call.store("addon")[key] = addon
    addon["_tags"] = addon["tags"]
    return {"addon": addon}


@answers("eks")
def describe_addon(call: Call) -> dict:
    return {"addon": _addon(call)}


@answers("eks")
def list_addons(call: Call) -> dict:
    name = cluster_of(call).name
    return {"addons": [addon for cluster, addon in call.store("addon") if cluster == name]}


@answers("eks")
def update_addon(call: Call) -> dict:
    addon = _addon(call)
    addon |= call.given("addonVersion", "serviceAccountRoleArn", "configurationValues") | {"modifiedAt": now()}
    if "podIdentityAssociations" in call.parameters:
        _associations(call, addon)
    return {"update": recorded_update(call, "AddonUpdate")}


@answers("eks")
def delete_addon(call: Call) -> dict:
    addon = _addon(call)
    for arn in addon.get("podIdentityAssociations", []):
        call.store("pod-identity-association").pop(arn.rpartition("/")[2], None)
    del call.store("addon")[addon["clusterName"], addon["addonName"]]
    return {"addon": addon | {"status": "DELETING"}}


@answers("eks")
def describe_addon_versions(call: Call) -> dict:
    """One version of whatever add-on is asked for, compatible with the Kubernetes version asked for."""
    name, kubernetes = call.get("addonName"), call.get("kubernetesVersion", "1.34")
    fits = [{"clusterVersion": kubernetes, "platformVersions": ["*"], "defaultVersion": True}]
    version = {"addonVersion": DEFAULT_VERSION, "architecture": ["amd64", "arm64"], "compatibilities": fits}
    return {"addons": [{"addonName": name, "type": "local", "publisher": "local", "owner": "local", "addonVersions": [version]}] if name else []}


def recorded_update(call: Call, kind: str) -> dict:
    """An update that has succeeded, kept for DescribeUpdate."""
    update = {"id": str(uuid.uuid4()), "status": "Successful", "type": kind, "params": [], "createdAt": now(), "errors": []}
    call.store("_update")[update["id"]] = update
    return update


@answers("eks")
def describe_update(call: Call) -> dict:
    return {"update": call.store("_update").need(call["updateId"])}
