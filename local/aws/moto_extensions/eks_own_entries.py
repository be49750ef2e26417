"""The access entries that EKS makes by itself for the roles of node groups, Fargate profiles and Auto Mode, where entries are in use at all.

An entry that is there already stays as it is. One that EKS made goes with the last thing that needed it.
"""

from ..stand_ins.eks_access import new_entry
from ..store import Store
from .eks_auto_mode import is_on


def admit(account: str, region: str, cluster, role: str, kind: str, policies: tuple[str, ...] = ()) -> None:
    held = Store.of("eks", "access-entry", account, region)
    if cluster.access_config["authenticationMode"] == "CONFIG_MAP" or (cluster.name, role) in held:
        return
    entry = new_entry(account, region, cluster.name, {"principalArn": role, "type": kind})
    entry["_policies"] = {arn: {"policyArn": arn, "accessScope": {"type": "cluster"}} for arn in policies}
    held[cluster.name, role] = entry | {"_by_eks": True}


def admit_auto_mode(account: str, region: str, cluster) -> None:
    role = (cluster.compute_config or {}).get("nodeRoleArn")
    if role and is_on(cluster.compute_config):
        admit(account, region, cluster, role, "EC2", ("arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",))


def dismiss(account: str, region: str, cluster, role: str) -> None:
    """To be called once the group or profile is gone."""
    held = Store.of("eks", "access-entry", account, region)
    groups = [group.node_role for group in cluster.nodegroups.values()]
    profiles = [profile.pod_execution_role_arn for profile in cluster.fargate_profiles.values()]
    if held.get((cluster.name, role), {}).get("_by_eks") and role not in groups + profiles:
        del held[cluster.name, role]
