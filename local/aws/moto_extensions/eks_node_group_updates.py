"""Updates of EKS node groups in place, and what EKS refuses of them: bounds that do not fit, older versions, another launch template."""

from ..answering import Call, Fault, answers
from ..stand_ins.eks_access import cluster_of
from ..stand_ins.eks_addons import recorded_update
from . import eks_autoscaling
from .eks_launch_templates import launch_template_problem
from .eks_node_groups import latest_release, scaling_problem, version_problem


def apply() -> None:
    """Nothing to change in moto's classes."""


def _group(call: Call):
    groups = cluster_of(call).nodegroups
    if call["nodegroupName"] not in groups:
        raise Fault("ResourceNotFoundException", f"No node group found for name: {call['nodegroupName']}.")
    return groups[call["nodegroupName"]]


def _refuse(call: Call, problem: str | None) -> None:
    if problem:
        raise Fault("InvalidParameterException", problem, clusterName=call["clusterName"], nodegroupName=call["nodegroupName"])


@answers("eks")
def update_nodegroup_config(call: Call) -> dict:
    group, labels, taints = _group(call), call.get("labels", {}), call.get("taints", {})
    if "scalingConfig" in call.parameters:
        _refuse(call, scaling_problem(group.scaling_config | call["scalingConfig"]))
    group.labels |= labels.get("addOrUpdateLabels", {})
    for key in labels.get("removeLabels", []):
        group.labels.pop(key, None)
    changed = [(t["key"], t.get("effect")) for part in taints.values() for t in part]
    group.taints = [t for t in group.taints if (t["key"], t.get("effect")) not in changed] + taints.get("addOrUpdateTaints", [])
    group.scaling_config |= call.get("scalingConfig", {})
    group.update_config = call.get("updateConfig", group.update_config)
    group.node_repair_config = call.get("nodeRepairConfig", group.node_repair_config)
    eks_autoscaling.resize(call.account, call.region, group)
    return {"update": recorded_update(call, "ConfigUpdate")}


@answers("eks")
def update_nodegroup_version(call: Call) -> dict:
    group, cluster, template = _group(call), cluster_of(call), call.get("launchTemplate")
    version = call.get("version", group.version)
    _refuse(call, version_problem(cluster, version) or _older(group, version) or _other_template(call, group, template))
    group.version = version
    group.release_version = call.get("releaseVersion") or latest_release(group)
    if template:
        group.launch_template |= template
    return {"update": recorded_update(call, "VersionUpdate")}


def _older(group, version: str) -> str | None:
    if int(version.split(".")[1]) < int(group.version.split(".")[1]):
        return f"Nodegroup Kubernetes version can't be rolled back from {group.version} to {version}"
    return None


def _other_template(call: Call, group, template: dict | None) -> str | None:
    """A group keeps the template it began with, in whatever version, and cannot get one later."""
    if not template:
        return None
    held = group.launch_template or {}
    if not held or any(name in template and template[name] != held.get(name) for name in ("id", "name")):
        return "You cannot update the node group to use a different launch template, only to another version of its own"
    return launch_template_problem(call.account, call.region, template)
