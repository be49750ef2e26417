"""moto's EKS node groups: invented remote access, dropped update settings, updates that cannot be described, no Auto Scaling group, no entry."""

from moto.core.responses import ActionResult
from moto.eks.exceptions import InvalidParameterException
from moto.eks.models import EKSBackend
from moto.eks.responses import EKSResponse

from . import eks_autoscaling
from .eks_launch_templates import launch_template_problem
from .eks_own_entries import admit, dismiss


def apply() -> None:
    create, delete = EKSResponse.create_nodegroup, EKSBackend.delete_nodegroup

    def create_nodegroup(self) -> ActionResult:
        cluster = self.eks_backend.clusters.get(self._get_param("name"))
        if cluster and (problem := _problem(self, cluster)):
            raise InvalidParameterException(clusterName=cluster.name, nodegroupName=self._get_param("nodegroupName"), message=problem)
        answer = create(self)
        group = cluster.nodegroups[self._get_param("nodegroupName")]
        _complete(self._get_param, cluster, group)
        eks_autoscaling.start(self.current_account, self.region, group)
        kind = "EC2_WINDOWS" if "WINDOWS" in group.ami_type else "EC2_LINUX"
        admit(self.current_account, self.region, cluster, group.node_role, kind)
        return answer

    def delete_nodegroup(self, cluster_name: str, nodegroup_name: str):
        group = delete(self, cluster_name, nodegroup_name)
        eks_autoscaling.stop(self.account_id, self.region_name, group)
        dismiss(self.account_id, self.region_name, self.clusters[cluster_name], group.node_role)
        return group

    EKSResponse.create_nodegroup, EKSBackend.delete_nodegroup = create_nodegroup, delete_nodegroup


def _problem(response: EKSResponse, cluster) -> str | None:
    asked = response._get_param
    template = launch_template_problem(response.current_account, response.region, asked("launchTemplate"))
    return template or scaling_problem(asked("scalingConfig") or {}) or version_problem(cluster, asked("version") or cluster.version)


def scaling_problem(scaling: dict) -> str | None:
    """What EKS says against the bounds of a group; None when it takes them."""
    low, high, desired = (scaling.get(name) for name in ("minSize", "maxSize", "desiredSize"))
    if low is not None and high is not None and low > high:
        return f"Minimum capacity {low} can't be greater than maximum size {high}"
    if low is not None and desired is not None and low > desired:
        return f"Minimum capacity {low} can't be greater than desired size {desired}"
    if high is not None and desired is not None and desired > high:
        return f"desired capacity {desired} can't be greater than max size {high}"
    return None


def version_problem(cluster, version: str) -> str | None:
    """Nodes are never newer than the control plane."""
    if tuple(map(int, version.split("."))) > tuple(map(int, cluster.version.split("."))):
        return f"Nodegroup Kubernetes version {version} can't be ahead of the cluster's version {cluster.version}"
    return None


def _complete(asked, cluster, group) -> None:
    group.update_config = asked("updateConfig") or {"maxUnavailable": 1}
    group.node_repair_config, group.remote_access = asked("nodeRepairConfig"), asked("remoteAccess")
    group.scaling_config = {"minSize": 1, "maxSize": 2, "desiredSize": 2} | (asked("scalingConfig") or {})
    group.version = asked("version") or cluster.version
    if asked("launchTemplate"):
        group.disk_size, group.instance_types = None, asked("instanceTypes")
        group.ami_type = asked("amiType") or "AL2023_x86_64_STANDARD"
    else:
        group.disk_size = asked("diskSize") or 20
    group.release_version = asked("releaseVersion") or latest_release(group)
    if not group.remote_access:
        group.resources.pop("remoteAccessSecurityGroup", None)


def latest_release(group) -> str:
    """A release of the image: Amazon Linux and Windows count by Kubernetes version, Bottlerocket has its own numbers."""
    return "1.50.0-d6ad7a4c" if "BOTTLEROCKET" in group.ami_type else f"{group.version}.0-20251101"
