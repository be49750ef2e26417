"""Updates of EKS clusters in place, and those that EKS refuses: more than one minor version up, any down, back from access entries, other zones.

Not here: the way back by one version within seven days of an upgrade, which EKS offers since 2026-07. A cluster that goes down a version here
has an environment that was set wrongly.
"""

from moto.ec2.models import ec2_backends

from ..answering import Call, Fault, answers
from ..stand_ins.eks_access import cluster_of
from ..stand_ins.eks_addons import recorded_update
from .eks_auto_mode import auto_mode_problem, is_on
from .eks_clusters import logging_of
from .eks_own_entries import admit_auto_mode

AUTHENTICATION_MODES = ("CONFIG_MAP", "API_AND_CONFIG_MAP", "API")
# Parameters that make up one kind of update; EKS takes one kind a call.
KINDS = (
    {"resourcesVpcConfig"}, {"logging"}, {"accessConfig"}, {"upgradePolicy"}, {"zonalShiftConfig"}, {"deletionProtection"},
    {"computeConfig", "kubernetesNetworkConfig", "storageConfig"},
)  # fmt: skip


def apply() -> None:
    """Nothing to change in moto's classes."""


@answers("eks")
def update_cluster_config(call: Call) -> dict:
    cluster = cluster_of(call)
    kinds = sum(any(name in call.parameters for name in kind) for kind in KINDS)
    if kinds != 1:
        raise _refused(call, "Only one type of update can be allowed." if kinds else "The type for cluster update was not provided.")
    _update_network(call, cluster)
    _update_auto_mode(call, cluster)
    _update_authentication(call, cluster)
    if "logging" in call.parameters:
        cluster.logging = logging_of(call["logging"], cluster.logging)
    cluster.upgrade_policy |= call.get("upgradePolicy", {})
    cluster.deletion_protection = call.get("deletionProtection", cluster.deletion_protection)
    cluster.zonal_shift_config = call.get("zonalShiftConfig", cluster.zonal_shift_config)
    return {"update": recorded_update(call, "VpcConfigUpdate")}


def _update_authentication(call: Call, cluster) -> None:
    held = cluster.access_config["authenticationMode"]
    asked = call.get("accessConfig", {}).get("authenticationMode", held)
    if AUTHENTICATION_MODES.index(asked) < AUTHENTICATION_MODES.index(held):
        raise _refused(call, f"Unsupported authentication mode update from {held} to {asked}")
    cluster.access_config["authenticationMode"] = asked


def _update_network(call: Call, cluster) -> None:
    asked, held = call.get("resourcesVpcConfig", {}), cluster.resources_vpc_config
    if "subnetIds" in asked and (zones := _zones(call, held.get("subnetIds", []))) and _zones(call, asked["subnetIds"]) != zones:
        raise _refused(call, f"Provided subnets must belong to the same set of availability zones as at creation: {', '.join(sorted(zones))}")
    held |= asked
    if held["endpointPublicAccess"]:
        held.setdefault("publicAccessCidrs", ["0.0.0.0/0"])
    else:
        held.pop("publicAccessCidrs", None)


def _zones(call: Call, subnet_ids: list[str]) -> set[str]:
    by_zone = ec2_backends[call.account][call.region].subnets
    return {zone for zone, subnets in by_zone.items() for key in subnets if key in subnet_ids}


def _update_auto_mode(call: Call, cluster) -> None:
    held = {
        "computeConfig": cluster.compute_config, "kubernetesNetworkConfig": cluster.kubernetes_network_config, "storageConfig": cluster.storage_config,
    }  # fmt: skip
    asked = call.given(*held)
    if not asked:
        return
    if problem := auto_mode_problem(held, asked):
        raise _refused(call, problem)
    cluster.compute_config = (cluster.compute_config or {}) | asked.get("computeConfig", {}) or None
    if cluster.compute_config and not is_on(cluster.compute_config):  # the role may stay, without use
        cluster.compute_config["nodePools"] = []
    cluster.storage_config = (cluster.storage_config or {}) | asked.get("storageConfig", {}) or None
    cluster.kubernetes_network_config |= asked.get("kubernetesNetworkConfig", {})
    admit_auto_mode(call.account, call.region, cluster)


@answers("eks")
def update_cluster_version(call: Call) -> dict:
    cluster, version = cluster_of(call), call["version"]
    if minor_of(version) != minor_of(cluster.version) + 1:
        raise _refused(call, f"Unsupported Kubernetes minor version update from {cluster.version} to {version}")
    cluster.version = version
    return {"update": recorded_update(call, "VersionUpdate")}


def minor_of(version: str) -> int:
    return int(version.split(".")[1])


def _refused(call: Call, message: str) -> Fault:
    return Fault("InvalidParameterException", message, clusterName=call["name"])


@answers("eks")
def associate_encryption_config(call: Call) -> dict:
    cluster = cluster_of(call)
    if cluster.encryption_config:
        raise Fault("ResourceInUseException", f"Cluster {cluster.name} already has an encryption configuration", clusterName=cluster.name)
    cluster.encryption_config = call["encryptionConfig"]
    return {"update": recorded_update(call, "AssociateEncryptionConfig")}
