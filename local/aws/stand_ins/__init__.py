"""Services, or whole kinds of resources, that moto does not have: one small file each over the shared core (answering, store, tags).

A stand-in stores what was sent and returns it in the form of AWS's API model. It proves that calls and reads fit together, not that AWS
would accept them.
"""

import importlib

FILES = (
    "amp", "budgets", "chatbot", "cost_anomalies", "composite_alarms", "devops_guru", "eks_access", "eks_addons", "eks_pod_identities", "grafana",
    "log_policies", "oam", "xray",
)  # fmt: skip


def register() -> None:
    """Importing a file registers its operations; twice does nothing."""
    for name in FILES:
        importlib.import_module(f"{__name__}.{name}")
