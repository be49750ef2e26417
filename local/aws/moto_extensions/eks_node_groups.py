"""moto's EKS node groups: invented remote access, dropped update settings, updates that cannot be described, tags that cannot be changed."""

from moto.core.responses import ActionResult
from moto.eks.models import EKSBackend
from moto.eks.responses import EKSResponse

from ..answering import Call, Fault, answers
from ..stand_ins.eks_access import cluster_of
from ..stand_ins.eks_addons import recorded_update


def apply() -> None:
    create = EKSResponse.create_nodegroup

    def create_nodegroup(self) -> ActionResult:
        answer = create(self)
        cluster = self.eks_backend.clusters[self._get_param("name")]
        _complete(self._get_param, cluster, cluster.nodegroups[self._get_param("nodegroupName")])
        return answer

    EKSResponse.create_nodegroup = create_nodegroup
    _tags_of_node_groups()


def _complete(asked, cluster, group) -> None:
    group.update_config = asked("updateConfig") or {"maxUnavailable": 1}
    group.node_repair_config, group.remote_access = asked("nodeRepairConfig"), asked("remoteAccess")
    group.version = asked("version") or cluster.version
    group.release_version = asked("releaseVersion") or f"{group.version}.0-20251101"
    if asked("launchTemplate"):
        group.disk_size, group.instance_types = None, asked("instanceTypes")
        group.ami_type = asked("amiType") or "AL2023_x86_64_STANDARD"
    else:
        group.disk_size = asked("diskSize") or 20
    if not group.remote_access:
        group.resources.pop("remoteAccessSecurityGroup", None)


def _tags_of_node_groups() -> None:
    """moto knows tags of clusters only."""
    tag, untag, tags = EKSBackend.tag_resource, EKSBackend.untag_resource, EKSBackend.list_tags_for_resource

    def group_of(backend, arn: str):
        return next((g for c in backend.clusters.values() for g in c.nodegroups.values() if g.arn == arn), None)

    def tag_resource(self, resource_arn: str, tags: dict) -> None:
        if group := group_of(self, resource_arn):
            group.tags.update(tags)
        else:
            tag(self, resource_arn, tags)

    def untag_resource(self, resource_arn: str, tag_keys: list[str]) -> None:
        if group := group_of(self, resource_arn):
            for key in tag_keys if isinstance(tag_keys, list) else [tag_keys]:
                group.tags.pop(key, None)
        else:
            untag(self, resource_arn, tag_keys)

    def list_tags_for_resource(self, resource_arn: str) -> dict:
        group = group_of(self, resource_arn)
        return group.tags if group else tags(self, resource_arn)

    EKSBackend.tag_resource, EKSBackend.untag_resource, EKSBackend.list_tags_for_resource = tag_resource, untag_resource, list_tags_for_resource


def _group(call: Call):
    groups = cluster_of(Call(call.service, call.operation, call.account, call.region, {"name": call["clusterName"]})).nodegroups
    if call["nodegroupName"] not in groups:
        raise Fault("ResourceNotFoundException", f"No node group found for name: {call['nodegroupName']}.")
    return groups[call["nodegroupName"]]


@answers("eks")
def update_nodegroup_config(call: Call) -> dict:
    group, labels, taints = _group(call), call.get("labels", {}), call.get("taints", {})
    group.labels |= labels.get("addOrUpdateLabels", {})
    for key in labels.get("removeLabels", []):
        group.labels.pop(key, None)
    changed = [(t["key"], t.get("effect")) for part in taints.values() for t in part]
    group.taints = [t for t in group.taints if (t["key"], t.get("effect")) not in changed] + taints.get("addOrUpdateTaints", [])
    group.scaling_config |= call.get("scalingConfig", {})
    group.update_config = call.get("updateConfig", group.update_config)
    group.node_repair_config = call.get("nodeRepairConfig", group.node_repair_config)
    return {"update": recorded_update(call, "ConfigUpdate")}


@answers("eks")
def update_nodegroup_version(call: Call) -> dict:
    group = _group(call)
    group.version = call.get("version", group.version)
    group.release_version = call.get("releaseVersion", group.release_version)
    if "launchTemplate" in call.parameters:
        group.launch_template = (group.launch_template or {}) | call["launchTemplate"]
    return {"update": recorded_update(call, "VersionUpdate")}
