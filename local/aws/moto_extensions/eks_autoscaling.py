"""The Auto Scaling group behind an EKS node group: in moto's Auto Scaling, with EKS's tags, without instances.

It can be tagged and described, its desired capacity set as an autoscaler does it; it goes with the node group.
"""

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup, autoscaling_backends
from moto.ec2.models import ec2_backends


class NodeAutoScalingGroup(FakeAutoScalingGroup):
    """Its desired capacity is the node group's."""

    def __init__(self, node_group, **settings):
        self.node_group = node_group
        super().__init__(**settings)

    def set_desired_capacity(self, new_capacity: int | None) -> None:
        self.desired_capacity = self.min_size if new_capacity is None else new_capacity
        self.node_group.scaling_config["desiredSize"] = self.desired_capacity


def apply() -> None:
    tag = AutoScalingBackend.create_or_update_tags

    def create_or_update_tags(self, tags: list[dict]) -> None:
        for asked in tags:
            if asked["ResourceId"] not in self.autoscaling_groups:
                raise ValidationError(f"AutoScalingGroup name not found - no such group: {asked['ResourceId']}")
        tag(self, tags)

    AutoScalingBackend.create_or_update_tags = create_or_update_tags


def start(account: str, region: str, node_group) -> None:
    backend, scaling = autoscaling_backends[account][region], node_group.scaling_config
    name = f"eks-{node_group.nodegroup_name}-{node_group.uuid}"
    node_group.resources["autoScalingGroups"] = [{"name": name}]
    backend.autoscaling_groups[name] = NodeAutoScalingGroup(
        node_group, name=name, autoscaling_backend=backend, ec2_backend=backend.ec2_backend, tags=_tags(node_group),
        min_size=scaling["minSize"], max_size=scaling["maxSize"], desired_capacity=scaling["desiredSize"], **_places(account, region, node_group),
        launch_config_name="", launch_template={}, mixed_instances_policy=None, default_cooldown=None, health_check_period=15,
        health_check_type="EC2", load_balancers=[], target_group_arns=[], placement_group=None, termination_policies=[],
        capacity_rebalance=node_group.capacity_type == "SPOT",
    )  # fmt: skip


def resize(account: str, region: str, node_group) -> None:
    group, scaling = _groups(account, region)[node_group.resources["autoScalingGroups"][0]["name"]], node_group.scaling_config
    group.min_size, group.max_size, group.desired_capacity = scaling["minSize"], scaling["maxSize"], scaling["desiredSize"]


def stop(account: str, region: str, node_group) -> None:
    _groups(account, region).pop(node_group.resources["autoScalingGroups"][0]["name"], None)


def _groups(account: str, region: str) -> dict:
    return autoscaling_backends[account][region].autoscaling_groups


def _tags(node_group) -> list[dict]:
    cluster = node_group.cluster_name
    tags = {
        "eks:cluster-name": cluster, "eks:nodegroup-name": node_group.nodegroup_name, f"kubernetes.io/cluster/{cluster}": "owned",
        "k8s.io/cluster-autoscaler/enabled": "true", f"k8s.io/cluster-autoscaler/{cluster}": "owned",
    }  # fmt: skip
    return [{"Key": key, "Value": value, "PropagateAtLaunch": True} for key, value in tags.items()]


def _places(account: str, region: str, node_group) -> dict:
    """The node group's subnets, as far as they exist here; a zone of the region without any."""
    ec2 = ec2_backends[account][region]
    known = [key for zone in ec2.subnets.values() for key in zone if key in node_group.subnets]
    return {"vpc_zone_identifier": ",".join(known) or None, "availability_zones": [] if known else [f"{region}a"]}
