"""The rules of EKS Auto Mode: three switches that go together, and a node role exactly where there are node pools."""

TOGETHER = (
    "For EKS Auto Mode, please ensure that all required configs, including computeConfig, kubernetesNetworkConfig, and blockStorage "
    "are all either fully enabled or fully disabled."
)


def auto_mode_problem(held: dict, asked: dict) -> str | None:
    """What EKS says against these settings over those that are held; None when it takes them."""
    compute = (held.get("computeConfig") or {}) | (asked.get("computeConfig") or {})
    network = (held.get("kubernetesNetworkConfig") or {}) | (asked.get("kubernetesNetworkConfig") or {})
    storage = (held.get("storageConfig") or {}) | (asked.get("storageConfig") or {})
    switches = (compute, network.get("elasticLoadBalancing") or {}, storage.get("blockStorage") or {})
    if len({is_on(switch) for switch in switches}) > 1:
        return TOGETHER
    if is_on(compute) and bool(compute.get("nodePools")) != bool(compute.get("nodeRoleArn")):
        return "When Compute Config nodeRoleArn is null or empty, nodePool value(s) must be null or empty, and the other way round."
    return None


def is_on(switch: dict | None) -> bool:
    return str((switch or {}).get("enabled", False)).lower() == "true"
