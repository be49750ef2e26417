"""What moto gets wrong, or lacks, inside services it has: one file a service. Each has an `apply()` that changes moto's classes in this process,
and may register operations (answering.answers) that work on moto's own backends.
"""

import importlib

FILES = (
    "amp", "athena", "bucket_policies", "ec2", "ec2_network_interfaces", "ec2_subnets", "eks_autoscaling", "eks_cluster_updates",
    "eks_clusters", "eks_fargate", "eks_node_group_updates", "eks_node_groups", "eks_tags", "iam", "kms", "logs", "object_lock", "s3", "sqs", "step_functions",
)  # fmt: skip
_applied = False


def apply() -> None:
    """Once per process; again does nothing."""
    global _applied
    if _applied:
        return
    _applied = True
    for name in FILES:
        importlib.import_module(f"{__name__}.{name}").apply()
